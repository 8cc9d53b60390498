import { ask, check, group, workbook } from './rows.ts';

/** 汽修喷漆. Articles are those of the Ecological Environment Code as in force from 2026-08-15. */
export const CAR_PAINTING = workbook({
  title: ['汽修喷漆检查表', 'Car painting'],
  id: 'car-painting',
  version: '2026-11-1',
  categories: '汽修 喷漆 油漆 烤漆 钣金 维修',
  survey: [
    ...group(
      'process',
      ['喷漆作业', 'Painting'],
      [
        check('booth', ['喷漆、烤漆在密闭房内进行', 'Painting and baking in a closed booth'], {
          clause: '生态环境法典第二百一十四条',
          phrase: '露天（敞开）喷漆，未在密闭空间内进行。',
          demand: '立即停止露天喷漆，在密闭喷漆房内作业。',
        }),
        check('mixing', ['调漆、洗枪在密闭间内进行', 'Mixing and gun cleaning in a closed room'], {
          clause: '生态环境法典第二百一十四条',
          phrase: '调漆（清洗喷枪）在敞开场所进行。',
          demand: '在密闭调漆间内作业并收集废气。',
        }),
        check('doors', ['作业时喷漆房门关闭、负压正常', 'Booth shut and under suction at work'], {
          clause: '生态环境法典第二百一十四条',
          phrase: '作业时喷漆房门未关闭，废气外逸。',
          demand: '作业时关闭房门，保持负压。',
          relevant: "${booth} = 'conforms'",
        }),
        check('putty', ['打磨粉尘收集处理', 'Sanding dust collected'], {
          phrase: '打磨作业粉尘未收集处理。',
          demand: '使用带吸尘的打磨设备。',
        }),
        check('paint', ['使用低挥发性涂料并有凭证', 'Low-VOC paints, with papers'], {
          clause: '生态环境法典第二百一十三条',
          phrase: '不能提供所用涂料挥发性有机物含量的检验报告或者标识。',
          demand: '使用符合含量限值的涂料并保存凭证。',
        }),
        check('lids', ['油漆、稀料桶密闭存放', 'Paint and thinner kept closed'], {
          clause: '生态环境法典第二百一十四条',
          phrase: '油漆、稀料桶敞口存放。',
          demand: '立即加盖密闭存放。',
        }),
      ],
    ),
    ...group(
      'treatment',
      ['废气处理', 'Treatment of exhaust'],
      [
        check('installed', ['已设置异味和废气处理装置', 'Treatment installed'], {
          clause: '生态环境法典第二百五十三条、第一千一百三十三条',
          phrase: '未设置异味和废气处理装置。',
          demand: '设置废气处理装置，完成前停止喷漆作业。',
        }),
        check('running', ['作业时处理装置正常使用', 'Treatment running at work'], {
          clause: '生态环境法典第二百五十三条、第一千一百三十三条',
          phrase: '检查时正在喷漆，废气处理装置未运行。',
          demand: '立即开启并保持正常使用。',
          relevant: "${installed} = 'conforms'",
        }),
        check('media', ['过滤棉、活性炭按期更换', 'Filters and carbon changed in time'], {
          clause: '生态环境法典第二百五十三条',
          phrase: '过滤棉（活性炭）超期未更换。',
          demand: '立即更换并记入台账。',
          relevant: "${installed} = 'conforms'",
        }),
        ask('decimal', 'carbon_kg', ['活性炭装填量（kg）', 'Carbon in the filter (kg)'], {
          relevant: "${installed} = 'conforms'",
          constraint: '. > 0 and . <= 5000',
          message: ['装填量应大于 0，不超过 5000', 'More than 0, at most 5,000'],
        }),
        ask('date', 'carbon_changed', ['最近一次更换日期', 'Last changed on'], {
          relevant: "${media} = 'conforms'",
          constraint: '. <= today()',
          message: ['更换日期不能晚于今天', 'The date cannot lie in the future'],
        }),
        check('smell', ['周边无明显油漆味', 'No clear smell of paint around'], {
          clause: '生态环境法典第二百五十三条',
          phrase: '店外可闻到明显油漆味。',
          demand: '立即排查，防止影响周边环境。',
          photo: 'no',
        }),
      ],
    ),
    ...group(
      'waste',
      ['危险废物', 'Hazardous waste'],
      [
        check(
          'waste_room',
          ['废漆桶、废活性炭、废机油规范贮存', 'Waste paint tins, carbon and oil stored as required'],
          {
            clause: '生态环境法典第五百三十一条',
            phrase: '废漆桶（废活性炭、废机油）混放，贮存场所不规范。',
            demand: '设置规范的危险废物贮存场所，分类贮存。',
          },
        ),
        check('waste_sign', ['设置危险废物识别标志', 'Hazardous waste signs up'], {
          clause: '生态环境法典第五百三十一条',
          phrase: '未设置危险废物识别标志。',
          demand: '按规定设置识别标志。',
        }),
        check('waste_ledger', ['建立台账并如实记录', 'Ledger kept truthfully'], {
          clause: '生态环境法典第五百三十二条',
          phrase: '未建立危险废物管理台账。',
          demand: '建立台账并如实记录、申报。',
        }),
        ask('text', 'remark', ['其他情况', 'Anything else'], { appearance: 'multiline' }),
      ],
    ),
  ],
});
