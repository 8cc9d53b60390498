import { ask, check, group, workbook } from './rows.ts';

/** 餐饮油烟. Articles are those of the Ecological Environment Code as in force from 2026-08-15. */
export const CATERING_FUME = workbook({
  title: ['餐饮油烟检查表', 'Catering fumes'],
  id: 'catering-fume',
  version: '2026-11-1',
  categories: '餐饮 油烟 烟道 烧烤',
  survey: [
    ...group(
      'site',
      ['选址', 'Siting'],
      [
        check('residential', ['不在居民住宅楼内', 'Not inside a residential building'], {
          clause: '生态环境法典第二百五十条、第一千一百三十二条',
          phrase: '该店在居民住宅楼内经营产生油烟的餐饮服务。',
          demand: '停止在禁止选址处从事产生油烟的餐饮服务。',
        }),
        check('flue', ['商住综合楼配有专用烟道', 'Mixed building has a dedicated flue'], {
          clause: '生态环境法典第二百五十条、第一千一百三十二条',
          phrase: '该店所在商住综合楼未配套设立专用烟道。',
          demand: '停止在禁止选址处从事产生油烟的餐饮服务。',
        }),
        check('next_storey', ['不与居住层相邻', 'Not on the storey next to housing'], {
          clause: '生态环境法典第二百五十条、第一千一百三十二条',
          phrase: '该店位于商住综合楼内与居住层相邻的商业楼层。',
          demand: '停止在禁止选址处从事产生油烟的餐饮服务。',
        }),
      ],
    ),
    ...group(
      'purifier',
      ['油烟净化设施', 'Fume purifier'],
      [
        check('installed', ['已安装油烟净化设施', 'Purifier installed'], {
          clause: '生态环境法典第二百五十条、第一千一百三十二条',
          phrase: '该店未安装油烟净化设施，油烟直接排放。',
          demand: '立即安装与灶头数相匹配的油烟净化设施。',
        }),
        check('running', ['作业时净化设施正常使用', 'Purifier running while cooking'], {
          clause: '生态环境法典第二百五十条、第一千一百三十二条',
          phrase: '检查时灶具正在作业，油烟净化设施未开启。',
          demand: '立即开启并保持正常使用。',
          relevant: "${installed} = 'conforms'",
        }),
        check('cleaned', ['按期清洗并有记录', 'Cleaned regularly, with records'], {
          clause: '生态环境法典第二百五十条',
          phrase: '净化设施电场（滤网）积油严重，不能提供清洗记录。',
          demand: '立即清洗，建立清洗维护台账。',
          relevant: "${installed} = 'conforms'",
        }),
        check('capacity', ['净化设施与灶头数匹配', 'Purifier sized for the burners'], {
          clause: '生态环境法典第二百五十条',
          phrase: '净化设施额定风量小于灶头所需风量。',
          demand: '更换匹配的净化设施。',
          relevant: "${installed} = 'conforms'",
          photo: 'no',
        }),
        ask('integer', 'burners', ['基准灶头数（个）', 'Number of reference burners'], {
          required: "${installed} = 'conforms'",
          constraint: '. >= 1 and . <= 60',
          message: ['灶头数在 1 到 60 之间', 'Between 1 and 60 burners'],
        }),
        ask('date', 'last_cleaned', ['最近一次清洗日期', 'Last cleaned on'], {
          relevant: "${cleaned} = 'conforms'",
          constraint: '. <= today()',
          message: ['清洗日期不能晚于今天', 'The date of cleaning cannot lie in the future'],
        }),
      ],
    ),
    ...group(
      'outlet',
      ['排放与影响', 'Outlet and effect'],
      [
        check('outlet_place', ['排放口未朝向居民门窗', 'Outlet not facing windows or doors of homes'], {
          clause: '生态环境法典第二百五十条',
          phrase: '油烟排放口朝向居民住宅门窗。',
          demand: '改变排放口位置、方向，防止影响居民。',
        }),
        check('duct', ['集气罩、管道密闭，无油烟外逸', 'Hood and ducts tight'], {
          clause: '生态环境法典第二百五十条',
          phrase: '集气罩（管道）破损，油烟无组织外逸。',
          demand: '修复集气罩和管道。',
        }),
        check('visible', ['未见明显油烟、周边无明显异味', 'No visible fumes, no clear smell around'], {
          clause: '生态环境法典第二百五十条',
          phrase: '排放口可见明显油烟，周边有明显油烟味。',
          demand: '立即采取措施减少油烟排放。',
        }),
        check('open_grill', ['未在室外露天烧烤', 'No open-air grilling'], {
          clause: '生态环境法典第二百五十条',
          phrase: '在店外露天烧烤，油烟未经处理直接排放。',
          demand: '立即停止露天烧烤，入室入灶并使用净化设施。',
        }),
        ask('text', 'remark', ['其他情况', 'Anything else'], { appearance: 'multiline' }),
      ],
    ),
  ],
});
