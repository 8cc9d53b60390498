import { ask, check, choice, group, workbook } from './rows.ts';

/** 复查. Art. 1060 of the Ecological Environment Code: after a fine and an order, the authority inspects again. */
export const RECHECK = workbook({
  title: ['复查表', 'Recheck'],
  id: 'recheck',
  version: '2026-11-1',
  categories: '复查 整改 回访',
  survey: [
    ask('date', 'ordered_on', ['原整改要求日期', 'Date of the order'], {
      constraint: '. <= today()',
      message: ['不能晚于今天', 'Cannot lie in the future'],
    }),
    ask('select_one outcome', 'outcome', ['整改总体情况', 'Outcome as a whole'], { required: 'yes' }),
    ...group(
      'measures',
      ['逐项复查', 'Item by item'],
      [
        check('stopped', ['违法行为已停止', 'The violation has stopped'], {
          clause: '生态环境法典第一千零六十条',
          phrase: '复查时原违法行为仍在继续。',
          demand: '立即停止违法行为。',
        }),
        check('measures_done', ['要求的整改措施已全部完成', 'All measures ordered are done'], {
          clause: '生态环境法典第一千零六十条',
          phrase: '整改措施未全部完成。',
          demand: '限期完成剩余整改措施。',
        }),
        check('equipment_runs', ['新装、改造的设施正常运行', 'New or rebuilt equipment runs as it should'], {
          phrase: '新装（改造）的设施未正常运行。',
          demand: '调试并保持正常运行。',
        }),
        check('measured_again', ['同一点位已再次测量', 'Measured again at the same point'], {
          phrase: '尚未在原点位再次测量。',
          demand: '整改完成后在原点位复测。',
          photo: 'no',
        }),
        check('no_new_problem', ['未发现新的问题', 'Nothing new found'], {
          phrase: '发现新的环境问题。',
          demand: '按要求整改新发现的问题。',
        }),
        check('neighbours', ['周边居民反映已改善', 'Neighbours say it is better'], {
          clause: '生态环境法典第一千零七十八条',
          phrase: '周边居民反映影响仍然存在。',
          demand: '进一步采取措施，并与居民协商。',
          photo: 'no',
        }),
      ],
    ),
    ask('select_multiple obstacle', 'obstacles', ['未完成的原因', 'Why it is not done'], {
      relevant: "${outcome} != 'done'",
      required: "${outcome} != 'done'",
    }),
    ask('date', 'next_date', ['再次复查日期', 'Next recheck on'], {
      relevant: "${outcome} != 'done'",
      constraint: '. >= today()',
      message: ['不能早于今天', 'Cannot lie in the past'],
    }),
    ask('text', 'remark', ['其他情况', 'Anything else'], { appearance: 'multiline' }),
  ],
  choices: [
    choice('outcome', 'done', ['已完成', 'done']),
    choice('outcome', 'partly', ['部分完成', 'partly done']),
    choice('outcome', 'none', ['未整改', 'not done']),
    choice('obstacle', 'equipment', ['设备未到货', 'equipment not delivered']),
    choice('obstacle', 'utilities', ['缺燃气、电力等配套', 'gas, power or the like missing']),
    choice('obstacle', 'money', ['资金困难', 'no money']),
    choice('obstacle', 'landlord', ['业主、物业不同意', 'owner or landlord refuses']),
    choice('obstacle', 'refuses', ['拒不整改', 'refuses to act']),
    choice('obstacle', 'other', ['其他', 'other']),
  ],
});
