import { ask, check, choice, group, workbook } from './rows.ts';

/** 餐饮噪声. Articles are those of the Ecological Environment Code as in force from 2026-08-15. */
export const CATERING_NOISE = workbook({
  title: ['餐饮噪声检查表', 'Catering noise'],
  id: 'catering-noise',
  version: '2026-11-1',
  categories: '餐饮 噪声 饭店 烧烤 排风机 鼓风机',
  survey: [
    ...group(
      'operation',
      ['经营情况', 'Operation'],
      [
        check('open_hours', ['夜间（22:00—6:00）未产生扰民噪声', 'No disturbing noise at night (22:00 to 6:00)'], {
          clause: '生态环境法典第五百七十二条（夜间）、第五百九十条',
          phrase: '该店夜间（22 时至次日 6 时）仍在营业，设备运行及顾客喧哗声在居民住宅处可闻。',
          demand: '调整营业时间，22 时后停用排风设备并劝导顾客。',
          photo: 'no',
        }),
        check('loudspeaker', ['未用高音喇叭、音响揽客', 'No loudspeakers to attract customers'], {
          clause: '生态环境法典第五百九十二条',
          phrase: '店外设置音响反复播放广告。',
          demand: '立即停止使用店外音响。',
        }),
        check('outdoor_tables', ['未在室外摆桌经营', 'No tables outdoors'], {
          clause: '生态环境法典第五百九十条',
          phrase: '店外摆放桌椅经营，顾客喧哗影响居民。',
          demand: '撤回店外桌椅，入室经营。',
        }),
      ],
    ),
    ...group(
      'equipment',
      ['设备与降噪措施', 'Equipment and noise control'],
      [
        check('fan_place', ['风机、油烟净化器避开居民窗户', 'Fans and purifier away from residents’ windows'], {
          clause: '生态环境法典第五百九十一条',
          phrase: '排风机安装位置正对居民住宅窗户，未优化布局。',
          demand: '调整风机位置或者出风方向，避开居民住宅。',
        }),
        check('fan_hood', ['风机已做隔声、消声', 'Fans enclosed and silenced'], {
          clause: '生态环境法典第五百九十一条',
          phrase: '排风机裸露安装，未采取隔声、消声措施。',
          demand: '加装隔声罩、消声器。',
        }),
        check('fan_mount', ['风机、管道已做减振', 'Fans and ducts on vibration mounts'], {
          clause: '生态环境法典第五百九十一条',
          phrase: '排风机及风管与建筑墙体刚性连接，无减振垫、软连接。',
          demand: '加装减振垫、减振吊架和软连接。',
        }),
        check('blower', ['鼓风机、燃气灶未产生明显噪声', 'Blowers and gas stoves not audibly loud'], {
          clause: '生态环境法典第五百九十条',
          phrase: '后厨鼓风灶具运行噪声明显，传至室外。',
          demand: '更换静音灶具，或者对鼓风机采取隔声措施。',
        }),
        check('cooling', ['空调外机、冷却塔、水泵已降噪', 'Air conditioners, cooling tower and pumps quietened'], {
          clause: '生态环境法典第五百九十一条',
          phrase: '空调外机（冷却塔、水泵）未采取减振降噪措施。',
          demand: '采取减振、隔声措施或者移位。',
        }),
        check('kitchen_door', ['后厨门窗在作业时关闭', 'Kitchen doors and windows shut at work'], {
          clause: '生态环境法典第五百九十条',
          phrase: '作业时后厨门窗敞开，噪声直接外传。',
          demand: '作业时关闭临居民一侧门窗。',
        }),
        check('upkeep', ['设备运行正常，无异响', 'Equipment in order, no unusual sounds'], {
          clause: '生态环境法典第五百九十一条',
          phrase: '排风设备轴承磨损，运行有异响。',
          demand: '检修或者更换设备，保持正常运行。',
          photo: 'no',
        }),
      ],
    ),
    ...group(
      'effect',
      ['影响与既往整改', 'Effect and earlier orders'],
      [
        check('at_home', ['敏感点处未听到明显噪声', 'No clear noise at the homes nearby'], {
          phrase: '在最近居民住宅处可清楚听到该店设备运行声。',
          demand: '立即采取降噪措施，整改期间减少设备运行。',
          hint: ['只是耳听；是否超标以测量为准', 'By ear only: whether a limit is exceeded is for the meter to say'],
          photo: 'no',
        }),
        check('earlier_order', ['以往整改要求已落实', 'Earlier orders carried out'], {
          clause: '生态环境法典第一千零六十条',
          phrase: '以往整改要求未落实。',
          demand: '按原要求限期完成整改。',
          photo: 'no',
        }),
        ask('select_one distance', 'nearest_home', ['最近居民住宅距离', 'Distance to the nearest home']),
        ask('text', 'remark', ['其他情况', 'Anything else'], { appearance: 'multiline' }),
      ],
    ),
  ],
  choices: [
    choice('distance', 'same', ['同一栋楼', 'same building']),
    choice('distance', 'near', ['10 米以内', 'within 10 m']),
    choice('distance', 'middle', ['10 至 50 米', '10 to 50 m']),
    choice('distance', 'far', ['50 米以外', 'more than 50 m']),
  ],
});
