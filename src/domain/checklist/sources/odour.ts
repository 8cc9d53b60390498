import { ask, check, choice, group, workbook } from './rows.ts';

/** 异味. Intensity levels as in the record form of HJ 905; articles of the Ecological Environment Code as in force from 2026-08-15. */
export const ODOUR = workbook({
  title: ['异味检查表', 'Odour'],
  id: 'odour',
  version: '2026-11-1',
  categories: '异味 恶臭 臭味 大气 废气 气味',
  survey: [
    ...group(
      'smell',
      ['现场嗅辨', 'On the nose'],
      [
        ask('select_one intensity', 'intensity', ['臭气强度', 'Odour intensity'], {
          required: 'yes',
          hint: ['在下风向最近敏感点处，按六级强度', 'At the nearest sensitive point downwind, six levels'],
          clause: 'HJ 905-2017 采样记录',
        }),
        ask('select_multiple character', 'character', ['气味特征', 'Character'], { relevant: "${intensity} != '0'" }),
        ask('select_one wind', 'wind', ['风向（来自）', 'Wind from'], { appearance: 'minimal' }),
        ask('decimal', 'wind_speed', ['风速（m/s）', 'Wind speed (m/s)'], {
          constraint: '. >= 0 and . <= 40',
          message: ['风速在 0 到 40 之间', 'Between 0 and 40'],
        }),
        check('at_home', ['敏感点处无明显异味', 'No clear odour at the sensitive point'], {
          clause: '生态环境法典第二百四十九条',
          phrase: '在敏感点处可闻到明显异味。',
          demand: '立即排查来源并采取措施。',
          photo: 'no',
        }),
      ],
    ),
    ...group(
      'source',
      ['产生环节', 'Where it arises'],
      [
        check('enclosed', ['产生异味的工序密闭、负压', 'Odorous processes enclosed, under suction'], {
          clause: '生态环境法典第二百一十四条、第二百四十九条',
          phrase: '产生异味的工序未在密闭空间或者设备中进行。',
          demand: '对产生异味的工序密闭并负压收集。',
        }),
        check('materials', ['原辅料、废料密闭存放', 'Materials and waste kept closed'], {
          clause: '生态环境法典第二百一十四条',
          phrase: '含挥发性物料（废料）敞口存放。',
          demand: '立即加盖密闭存放。',
        }),
        check('wastewater', ['污水池、污泥间加盖收集', 'Waste water and sludge covered'], {
          clause: '生态环境法典第二百四十九条',
          phrase: '污水处理池（污泥间）敞开，异味外逸。',
          demand: '加盖并收集处理废气。',
        }),
        check('burning', ['未焚烧产生恶臭的物质', 'Nothing burnt that stinks'], {
          clause: '生态环境法典第二百五十一条',
          phrase: '现场焚烧橡胶、塑料、垃圾等产生恶臭气体的物质。',
          demand: '立即停止焚烧。',
        }),
      ],
    ),
    ...group(
      'treatment',
      ['治理设施', 'Treatment'],
      [
        check('installed', ['已安装净化装置', 'Purifier installed'], {
          clause: '生态环境法典第二百四十九条、第一千一百三十条第八项',
          phrase: '产生恶臭气体，未安装净化装置。',
          demand: '安装净化装置或者采取其他有效措施。',
        }),
        check('running', ['净化装置与生产同步运行', 'Purifier runs whenever production does'], {
          clause: '生态环境法典第二百四十九条、第一千一百三十条第八项',
          phrase: '检查时正在生产，净化装置未运行。',
          demand: '立即开启；不能运行的，停止相关工序。',
          relevant: "${installed} = 'conforms'",
        }),
        check('media', ['活性炭、药剂按期更换并有记录', 'Carbon and reagents changed in time, with records'], {
          clause: '生态环境法典第二百四十九条',
          phrase: '活性炭（药剂）超期未更换，不能提供更换记录。',
          demand: '立即更换并建立台账。',
          relevant: "${installed} = 'conforms'",
        }),
        check('self_monitoring', ['自行监测记录完整', 'Self-monitoring records complete'], {
          clause: '生态环境法典第一百八十三条',
          phrase: '不能提供自行监测原始记录、管理台账。',
          demand: '按排污许可证要求开展自行监测并保存记录。',
          photo: 'no',
        }),
        ask('text', 'remark', ['其他情况', 'Anything else'], { appearance: 'multiline' }),
      ],
    ),
  ],
  choices: [
    choice('intensity', '0', ['0 无味', '0 none']),
    choice('intensity', '1', ['1 勉强感觉到', '1 barely felt']),
    choice('intensity', '2', ['2 微弱，能辨认', '2 weak, recognisable']),
    choice('intensity', '3', ['3 易感觉到', '3 easily felt']),
    choice('intensity', '4', ['4 强烈', '4 strong']),
    choice('intensity', '5', ['5 无法忍受', '5 unbearable']),
    choice('character', 'solvent', ['油漆、溶剂味', 'paint, solvent']),
    choice('character', 'rotten', ['腐臭、粪臭味', 'rotten, faecal']),
    choice('character', 'sulphur', ['臭鸡蛋味', 'rotten eggs']),
    choice('character', 'sour', ['酸味', 'sour']),
    choice('character', 'burnt', ['焦糊、塑料味', 'burnt, plastic']),
    choice('character', 'medicine', ['药味、化工味', 'medicine, chemical']),
    choice('character', 'other', ['其他', 'other']),
    choice('wind', 'calm', ['静风', 'calm']),
    choice('wind', 'n', ['北', 'north']),
    choice('wind', 'ne', ['东北', 'north-east']),
    choice('wind', 'e', ['东', 'east']),
    choice('wind', 'se', ['东南', 'south-east']),
    choice('wind', 's', ['南', 'south']),
    choice('wind', 'sw', ['西南', 'south-west']),
    choice('wind', 'w', ['西', 'west']),
    choice('wind', 'nw', ['西北', 'north-west']),
  ],
});
