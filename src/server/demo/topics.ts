/** What people complain about in the demo district. Shares follow published months of Beijing (standards §5.6). */
export interface Topic {
  readonly category: string;
  readonly detail: string;
  readonly share: number;
  /** Hours of the day in which it is heard, smelt and reported. */
  readonly hours: readonly [number, number];
  /** `{place}` and `{when}` are filled in; what follows of effect and wish is added. */
  readonly texts: readonly string[];
  readonly places: readonly string[];
  /** What an inspector may find: subject, what is wrong, what is asked for. */
  readonly finding: readonly [string, string, string];
}

const NOISE = 57.2;
const AIR = 36.2;
const SOCIAL = NOISE * 0.796;

export const TOPICS: readonly Topic[] = [
  {
    category: '噪声',
    detail: '社会生活噪声·餐饮',
    share: SOCIAL * 0.24,
    hours: [17, 23],
    places: ['楼下饭店', '小区底商烧烤店', '街角火锅店', '早点铺', '隔壁小吃店'],
    texts: [
      '{place}的排风机{when}一直响，正对卧室窗户',
      '{place}后厨鼓风机声音很大，{when}不停',
      '{place}把桌子摆到外面，{when}喝酒划拳',
      '{when}被{place}的抽油烟机吵得没法休息',
    ],
    finding: ['排风机', '排风机无隔声减振措施，正对居民楼一侧。', '加装隔声罩和减振垫，22 时后停用。'],
  },
  {
    category: '噪声',
    detail: '社会生活噪声·娱乐场所',
    share: SOCIAL * 0.14,
    hours: [20, 24],
    places: ['二楼歌厅', '新开的清吧', '台球厅', '路口酒吧', '地下一层健身房'],
    texts: [
      '{place}{when}低音震得床都在动',
      '{place}放音乐不关门，{when}歌声传到家里',
      '{place}{when}散场的人在门口大声说话，还有摔东西的声音',
      '住在{place}楼上，{when}地板共振，耳朵发胀',
    ],
    finding: ['音响设备', '低音炮贴墙放置，门未关闭，楼上可感到振动。', '移位并做减振，22 时后关闭低音。'],
  },
  {
    category: '噪声',
    detail: '社会生活噪声·广场舞',
    share: SOCIAL * 0.15,
    hours: [18, 22],
    places: ['小区广场', '公园南门', '社区活动站门口', '商场前空地'],
    texts: [
      '{place}{when}有两拨人跳舞，音箱对着放',
      '{place}跳广场舞音量太大，{when}孩子写不了作业',
      '{when}{place}有人用大音箱唱歌，劝过不听',
      '{place}每晚敲鼓，{when}还不散',
    ],
    finding: ['活动音箱', '两台音箱同时使用，音量偏大。', '约定 21 时前结束，音箱背向居民楼。'],
  },
  {
    category: '噪声',
    detail: '社会生活噪声·装修',
    share: SOCIAL * 0.16,
    hours: [7, 21],
    places: ['楼上邻居家', '对门', '7 层一户', '底商门面'],
    texts: [
      '{place}装修{when}还在用电锤',
      '{place}周末也砸墙，{when}开始，家里有婴儿',
      '{place}{when}切割瓷砖，粉尘也大',
      '和{place}说过几次，{when}照样施工',
    ],
    finding: ['装修作业', '超出允许时段使用电锤。', '按公约限定时段，提前张贴告知。'],
  },
  {
    category: '噪声',
    detail: '社会生活噪声·设备',
    share: SOCIAL * 0.17,
    hours: [8, 24],
    places: ['超市屋顶空调外机', '地下室水泵', '小区热力站', '写字楼冷却塔', '电梯机房'],
    texts: [
      '{place}{when}嗡嗡响，低频的，很难受',
      '{place}老化，{when}震动声顺着墙传上来',
      '家里紧挨{place}，{when}像有人一直开着发动机',
      '{place}声音忽大忽小，{when}最明显',
    ],
    finding: ['固定设备', '设备减振垫老化失效，管道与墙体硬连接。', '更换减振垫，管道改软连接。'],
  },
  {
    category: '噪声',
    detail: '社会生活噪声·叫卖',
    share: SOCIAL * 0.14,
    hours: [6, 21],
    places: ['水果店', '菜市场门口', '回收旧家电的三轮车', '清仓的服装店'],
    texts: [
      '{place}用喇叭循环播放，{when}就开始',
      '{place}的高音喇叭对着小区，{when}不停',
      '{when}{place}广播吵得头疼，希望管管',
    ],
    finding: ['高音喇叭', '使用高音喇叭招揽顾客。', '当场停用并收走喇叭。'],
  },
  {
    category: '噪声',
    detail: '建筑施工噪声',
    share: NOISE * 0.11,
    hours: [21, 30],
    places: ['小区北侧工地', '地铁站点工地', '学校扩建工地', '市政管线施工处'],
    texts: [
      '{place}{when}浇筑混凝土，泵车声音特别大',
      '{place}{when}还有打桩声，没看到夜施公告',
      '{place}卸钢筋，{when}一下一下砸得心慌',
      '{place}{when}渣土车进出，倒车提示音一直响',
    ],
    finding: ['夜间施工', '现场正在浇筑，未能出示夜间施工证明。', '立即停止产生噪声的作业。'],
  },
  {
    category: '噪声',
    detail: '交通噪声',
    share: NOISE * 0.055,
    hours: [21, 30],
    places: ['高架桥下', '云溪大道辅路', '环溪路口', '小区门前路段'],
    texts: [
      '{place}{when}有改装摩托车炸街',
      '{place}井盖松动，{when}车一过就咣当响',
      '{place}大货车{when}鸣笛，卧室临街没法睡',
    ],
    finding: ['道路噪声', '井盖松动，夜间大货车较多。', '转请道路养护单位更换井盖。'],
  },
  {
    category: '噪声',
    detail: '工业噪声',
    share: NOISE * 0.039,
    hours: [20, 30],
    places: ['木器加工厂', '冷库', '汽修钣金车间', '纸箱厂'],
    texts: [
      '{place}{when}机器轰鸣，离村里最近的房子不到三十米',
      '{place}{when}还在生产，尖锐的锯木声',
      '{place}空压机{when}一直开着',
    ],
    finding: ['空压机', '空压机露天放置，无隔声间。', '设隔声间，夜间停机。'],
  },
  {
    category: '大气',
    detail: '扬尘',
    share: AIR * 0.377,
    hours: [7, 21],
    places: ['拆迁空地', '道路施工段', '渣土堆场', '新楼盘工地', '村口沙石料场'],
    texts: [
      '{place}没有苫盖，{when}刮风就是一屋子土',
      '{place}出来的车不冲洗，{when}路上全是泥和灰',
      '{place}{when}拆除不洒水，灰尘飘到小区',
      '{place}裸土大片，{when}窗户不敢开',
    ],
    finding: ['裸土苫盖', '约 600 平方米裸土未苫盖，出入口未冲洗。', '当日苫盖，出入口设冲洗。'],
  },
  {
    category: '大气',
    detail: '异味',
    share: AIR * 0.197,
    hours: [19, 30],
    places: ['垃圾转运站', '养殖场', '污水泵站', '喷漆作坊', '小化工仓库'],
    texts: [
      '{place}{when}一股臭味，恶心想吐',
      '{when}从{place}方向飘来刺鼻的油漆味',
      '{place}附近{when}像臭鸡蛋一样的味道',
      '{when}闻到酸臭味，应该是{place}',
    ],
    finding: ['异味', '下风向可闻到气味，强度 2 级，密闭不严。', '密闭作业间，开启除臭设施。'],
  },
  {
    category: '大气',
    detail: '餐饮油烟',
    share: AIR * 0.16,
    hours: [10, 22],
    places: ['楼下烧烤摊', '川菜馆', '炸鸡店', '单位食堂', '早餐店'],
    texts: [
      '{place}油烟直接排到小区里，{when}不能开窗',
      '{place}的烟道口对着居民楼，{when}满屋油味',
      '{place}{when}露天烤串，烟很大',
      '{place}装了净化器但从来不开，{when}油烟呛人',
    ],
    finding: ['油烟净化器', '净化器未开启，滤网油污严重，无清洗记录。', '立即清洗并保持运行，留存清洗台账。'],
  },
  {
    category: '大气',
    detail: '机动车尾气',
    share: AIR * 0.1,
    hours: [6, 22],
    places: ['物流园门口', '公交场站', '货车停车场'],
    texts: [
      '{place}货车{when}怠速不熄火，黑烟飘进教室',
      '{place}有冒黑烟的大车，{when}最多',
      '{place}{when}排队的车尾气很重',
    ],
    finding: ['怠速车辆', '三辆货车长时间怠速。', '劝导熄火，抽测尾气。'],
  },
  {
    category: '大气',
    detail: '工业废气',
    share: AIR * 0.1,
    hours: [18, 30],
    places: ['家具厂', '印刷车间', '塑料颗粒厂', '铸造作坊'],
    texts: [
      '{place}{when}偷偷喷漆，味道很冲',
      '{place}烟囱{when}冒白烟，落在车上一层',
      '{place}白天不开，{when}才生产，气味大',
    ],
    finding: ['废气收集', '喷漆工位未密闭，集气罩距离过远。', '密闭工位，调整集气罩，补齐运行记录。'],
  },
  {
    category: '大气',
    detail: '露天焚烧',
    share: AIR * 0.066,
    hours: [15, 23],
    places: ['村北地里', '河滩', '绿化带旁', '废品站后院'],
    texts: ['{place}有人烧秸秆，{when}烟雾很大', '{place}{when}烧垃圾，一股塑料味', '{when}{place}烧树叶，呛得咳嗽'],
    finding: ['焚烧点', '现场留有灰烬，当事人已离开。', '清理灰烬，加强巡查。'],
  },
  {
    category: '水',
    detail: '污水排放',
    share: 1.7,
    hours: [7, 21],
    places: ['洗车店', '小区雨水井', '河道排口'],
    texts: [
      '{place}{when}有白色泡沫水流出来',
      '{place}{when}污水直接流到路上，味道难闻',
      '{place}水发黑，{when}看见有人在倒东西',
    ],
    finding: ['排口', '雨水井有生活污水混入。', '转请排水部门排查错接。'],
  },
  {
    category: '固体废物',
    detail: '固体废物',
    share: 0.3,
    hours: [7, 21],
    places: ['废弃厂房', '林地边'],
    texts: ['{place}倒了好几车建筑垃圾，{when}偷着倒的'],
    finding: ['倾倒点', '约 20 立方米建筑垃圾。', '查找来源，三日内清运。'],
  },
  {
    category: '其他',
    detail: '光污染',
    share: 2.6,
    hours: [19, 24],
    places: ['商场大屏', '路边广告灯箱', '球场射灯', '楼顶招牌'],
    texts: ['{place}{when}亮得睡不着，像白天一样', '{place}{when}一直闪，希望调暗', '{place}正对卧室，{when}也不关'],
    finding: ['显示屏', '亮度夜间未下调。', '22 时后关闭或降低亮度。'],
  },
  {
    category: '其他',
    detail: '电磁辐射咨询',
    share: 2,
    hours: [9, 20],
    places: ['楼顶新装的基站', '小区变电箱', '对面医院的设备'],
    texts: [
      '想了解{place}有没有检测过辐射，家里有孕妇',
      '{place}离窗户很近，能不能公开检测结果',
      '担心{place}的辐射，请安排检测',
    ],
    finding: ['基站', '备案资料齐全，周边监测值低于限值。', '公示监测结果。'],
  },
];

export const WHEN_BY_HOUR: readonly (readonly [number, readonly string[]])[] = [
  [6, ['凌晨', '半夜', '后半夜', '凌晨两三点']],
  [9, ['一大早', '早上六点多', '天刚亮']],
  [12, ['上午', '从早上起']],
  [18, ['下午', '中午和下午', '整个白天']],
  [21, ['晚上', '晚饭时间', '傍晚以后']],
  [24, ['夜里', '晚上十点以后', '每天夜里十一点多', '深夜']],
];

/** Empty ones too: not every caller explains. */
const ALWAYS = [
  '',
  '',
  '',
  '已经持续半个多月。',
  '家里有病人。',
  '反映过两次，好了几天又这样。',
  '邻居们意见都很大。',
  '找过物业，说管不了。',
  '严重影响正常生活。',
  '一到周末更厉害。',
];

export const EFFECTS: Readonly<Record<string, readonly string[]>> = {
  噪声: [
    ...ALWAYS,
    '老人心脏不好，受不了。',
    '孩子要中考，没法学习。',
    '上夜班的人白天也要休息。',
    '窗户关上也没用。',
    '已经神经衰弱了。',
  ],
  大气: [
    ...ALWAYS,
    '孩子一直咳嗽。',
    '窗户根本不敢开。',
    '晾的衣服都是味。',
    '嗓子疼，眼睛也难受。',
    '旁边就是幼儿园。',
  ],
};

export const OTHER_EFFECTS: readonly string[] = ALWAYS;

export const WISHES: readonly string[] = [
  '',
  '',
  '请尽快处理。',
  '希望有人来现场看看。',
  '要求给个答复。',
  '请相关部门督促整改。',
  '请处理并回电。',
  '请不要透露我的信息。',
];

/** What only callers at night ask for. */
export const NIGHT_WISHES: readonly string[] = [
  ...WISHES,
  '希望晚上来查，白天来是没有的。',
  '请晚上来测一下是否超标。',
];
