import { ask, check, choice, group, workbook } from './rows.ts';

/** 施工扬尘. Articles are those of the Ecological Environment Code as in force from 2026-08-15; the penalty is the construction department's (art. 1128). */
export const CONSTRUCTION_DUST = workbook({
  title: ['施工扬尘检查表', 'Construction dust'],
  id: 'construction-dust',
  version: '2026-11-1',
  categories: '扬尘 施工 工地 渣土 裸地 拆除',
  survey: [
    ask('select_one stage', 'stage', ['施工阶段', 'Stage of the works'], { required: 'yes' }),
    ...group(
      'management',
      ['管理', 'Management'],
      [
        check('plan', ['有扬尘防治方案并已备案', 'Dust plan made and filed'], {
          clause: '生态环境法典第二百四十条',
          phrase: '不能提供施工扬尘污染防治实施方案（备案材料）。',
          demand: '制定方案并向主管部门备案。',
          photo: 'no',
        }),
        check('notice', ['公示防治措施、负责人、监管部门', 'Measures, person in charge and authority posted'], {
          clause: '生态环境法典第二百四十条',
          phrase: '工地未公示扬尘污染防治措施、负责人、监督管理部门信息。',
          demand: '在工地出入口公示。',
        }),
      ],
    ),
    ...group(
      'measures',
      ['防尘降尘措施', 'Dust control'],
      [
        check('fence', ['设置硬质围挡', 'Solid fence around the site'], {
          clause: '生态环境法典第二百四十条、第一千一百二十八条',
          phrase: '工地未按要求设置硬质围挡（围挡破损、不连续）。',
          demand: '设置、修复连续硬质围挡。',
        }),
        check('roads', ['出入口、主要道路硬化', 'Entrance and main roads paved'], {
          clause: '生态环境法典第二百四十条',
          phrase: '工地出入口（主要道路）未硬化，车辆经过起尘。',
          demand: '硬化道路并及时清扫、洒水。',
        }),
        check('cover', ['裸露土方、渣土密闭式防尘网遮盖', 'Bare soil and spoil covered with close netting'], {
          clause: '生态环境法典第二百四十条、第一千一百二十八条',
          phrase: '场内堆存土方（建筑垃圾）未采用密闭式防尘网遮盖。',
          demand: '立即遮盖，及时清运。',
        }),
        check('materials', ['水泥、砂石密闭或严密遮盖', 'Cement and sand enclosed or closely covered'], {
          clause: '生态环境法典第二百四十三条',
          phrase: '易产生扬尘的物料露天堆放，未密闭、未遮盖。',
          demand: '密闭存放；不能密闭的，设置不低于堆放物高度的严密围挡并覆盖。',
        }),
        check('wet', ['土方、拆除作业洒水降尘', 'Earthworks and demolition done wet'], {
          clause: '生态环境法典第二百四十条、第一千一百二十八条',
          phrase: '土方（拆除）作业时未采取洒水抑尘措施，现场扬尘明显。',
          demand: '作业时同步洒水、喷雾；不能控制的立即停止作业。',
          relevant: "${stage} = 'earth' or ${stage} = 'demolition'",
        }),
        check('wash', ['车辆冲洗设施正常，车辆不带泥上路', 'Wheel wash works, no mud on the road'], {
          clause: '生态环境法典第二百四十条、第一千一百二十八条',
          phrase: '出场车辆未冲洗，带泥上路。',
          demand: '立即启用冲洗设施，清扫被污染路面。',
        }),
        check('trucks', ['渣土车密闭运输', 'Spoil lorries closed'], {
          clause: '生态环境法典第二百四十一条',
          phrase: '运输渣土（砂石）车辆未密闭，物料遗撒。',
          demand: '密闭运输，清理遗撒物料。',
        }),
        check('loading', ['装卸物料密闭或者喷淋', 'Loading enclosed or sprayed'], {
          clause: '生态环境法典第二百四十一条',
          phrase: '装卸物料未采取密闭或者喷淋措施。',
          demand: '装卸时密闭或者喷淋。',
        }),
        check('alert', ['重污染天气应急措施已落实', 'Measures for heavy pollution days carried out'], {
          phrase: '重污染天气预警期间未落实停工、降尘措施。',
          demand: '按预警等级立即落实应急减排措施。',
          photo: 'no',
        }),
      ],
    ),
    ask('text', 'remark', ['其他情况', 'Anything else'], { appearance: 'multiline' }),
  ],
  choices: [
    choice('stage', 'demolition', ['拆除', 'demolition']),
    choice('stage', 'earth', ['土方', 'earthworks']),
    choice('stage', 'structure', ['结构', 'structure']),
    choice('stage', 'finishing', ['装修、收尾', 'finishing']),
    choice('stage', 'stopped', ['停工', 'stopped']),
  ],
});
