import type { ImportProblemCode, RefusalCode } from '#protocol/import-codes.ts';
import type { OrderField } from '#protocol/import.ts';
import { messages, type Message, type MessageWith } from '#app/text/messages.ts';

export const importText = messages({
  title: { zh: '导入工单', en: 'Import orders' },
  intro: {
    zh: '把热线导出的表格放进来。先给您看会发生什么，点“导入”之后才写入。',
    en: 'Put in the table exported by the hotline. You see what will happen first; nothing is written before you press Import.',
  },
  dropHere: { zh: '热线导出的表格', en: 'The table exported by the hotline' },
  dropHint: { zh: '.xlsx 或 .csv，不超过 50 MB。GBK、UTF-8 都可以。', en: '.xlsx or .csv, up to 50 MB. UTF-8 or GBK.' },
  reading: { zh: (p: { file: string }) => `正在读取 ${p.file}…`, en: (p) => `Reading ${p.file}…` },
  readingHint: { zh: '几万行的文件需要十几秒。', en: 'A file of some ten thousand rows takes ten to twenty seconds.' },
  writing: { zh: '正在导入…', en: 'Importing…' },
  writingHint: { zh: '全部写入，或者一条也不写入。', en: 'Either all of it is written, or none.' },
  otherFile: { zh: '换一个文件', en: 'Another file' },
  commit: { zh: (p: { count: string }) => `导入 ${p.count} 件`, en: (p) => `Import ${p.count}` },
  nothingNew: { zh: '没有新的工单', en: 'Nothing new' },
  nothingNewMore: {
    zh: (p: { known: string }) => `文件里的 ${p.known} 件都已经在系统里，不用再导入。`,
    en: (p) => `All ${p.known} orders of this file are here already. There is nothing to import.`,
  },
  nothingReady: { zh: '没有可以导入的行', en: 'No row can be imported' },
  nothingReadyMore: {
    zh: '看看下面的问题：改好列对应或原表，再试一次。',
    en: 'See the problems below: mend the columns or the table, then try again.',
  },
  rows: { zh: '表中行数', en: 'Rows' },
  ready: { zh: '新工单', en: 'New orders' },
  known: { zh: '已有，跳过', en: 'Known, skipped' },
  duplicates: { zh: '表内重复', en: 'Twice in the file' },
  joined: { zh: '再次投诉，并案', en: 'Repeats, joined' },
  errors: { zh: '不能导入', en: 'Left out' },
  warnings: { zh: '导入但请留意', en: 'Taken in, please check' },
  joinedHint: {
    zh: '同一地址、同一事由的再次投诉，不另立案件',
    en: 'Repeated complaints about the same matter at the same place open no new case',
  },
  columns: { zh: '列对应', en: 'Columns' },
  columnsRemembered: { zh: '上次就是这样对应的', en: 'As you set it last time' },
  columnsGuessed: { zh: '按表头猜的，请看一眼', en: 'Guessed from the header, please look it over' },
  columnsGiven: { zh: '按您选的', en: 'As you chose' },
  comma: { zh: '、', en: ', ' },
  columnsMissing: { zh: (p: { fields: string }) => `还缺：${p.fields}`, en: (p) => `Still missing: ${p.fields}` },
  columnOf: { zh: (p: { field: string }) => `“${p.field}”在哪一列`, en: (p) => `Column of “${p.field}”` },
  noColumn: { zh: '表中没有', en: 'Not in the file' },
  unnamedColumn: {
    zh: (p: { number: number }) => `第 ${p.number} 列（无表头）`,
    en: (p) => `Column ${p.number} (no name)`,
  },
  problems: { zh: '逐行问题', en: 'Row by row' },
  noProblems: { zh: '每一行都可以导入。', en: 'Every row can be imported.' },
  problemsMore: {
    zh: '有问题的行改好后可以再导入一次，已导入的会跳过。',
    en: 'Mend these rows and import the file again; what is here already is skipped.',
  },
  problemRow: { zh: (p: { row: string }) => `第 ${p.row} 行`, en: (p) => `Row ${p.row}` },
  problemFile: { zh: '整个文件', en: 'Whole file' },
  problemLeftOut: { zh: '不导入', en: 'left out' },
  problemTakenIn: { zh: '照常导入', en: 'taken in' },
  problemUnknown: {
    zh: '这一行有问题。请对照原表查看。',
    en: 'Something is wrong in this row. Compare it with the table.',
  },
  download: { zh: '下载问题清单', en: 'Download the list' },
  downloadHeader: { zh: '行,列,值,问题,结果', en: 'row,column,value,problem,result' },
  downloadName: { zh: '导入问题.csv', en: 'import-problems.csv' },
  done: {
    zh: (p: { count: string }) => `已导入 ${p.count} 件工单`,
    en: (p) => `${p.count} orders imported`,
  },
  doneMore: {
    zh: (p: { cases: string; joined: string }) =>
      `新立 ${p.cases} 个案件，${p.joined} 件是再次投诉，并入同一案件。几秒内出现在队列里。`,
    en: (p) =>
      `${p.cases} new cases; ${p.joined} repeats joined the case they belong to. They appear in the queue within seconds.`,
  },
  doneNothing: { zh: '没有写入任何内容', en: 'Nothing was written' },
  dispatch: { zh: '去派单', en: 'Go and dispatch' },
  again: { zh: '再导入一个', en: 'Import another' },
  refusedTitle: { zh: '这个文件没有导入', en: 'This file was not imported' },
  refusedKept: { zh: '系统里什么也没有改动。', en: 'Nothing has been changed.' },
  refusedUnknown: {
    zh: '服务器读不了这个文件。请另存为 .xlsx 或 .csv 再试。',
    en: 'The server cannot read this file. Save it as .xlsx or .csv and try again.',
  },
});

export const orderFieldWords: Readonly<Record<OrderField, Message>> = messages({
  orderNo: { zh: '工单编号', en: 'Order number' },
  receivedAt: { zh: '来电时间', en: 'Received' },
  matter: { zh: '诉求内容', en: 'Complaint' },
  category: { zh: '诉求类别', en: 'Category' },
  categoryDetail: { zh: '细类', en: 'Detail of category' },
  address: { zh: '地址', en: 'Address' },
  latitude: { zh: '纬度', en: 'Latitude' },
  longitude: { zh: '经度', en: 'Longitude' },
  channel: { zh: '来源渠道', en: 'Channel' },
  callerName: { zh: '来电人姓名（单独保管）', en: 'Caller’s name (kept apart)' },
  callerPhone: { zh: '来电人电话（单独保管）', en: 'Caller’s phone (kept apart)' },
  dueAt: { zh: '办结时限', en: 'Due' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  township: { zh: '所属街乡镇', en: 'Township' },
  kind: { zh: '工单性质', en: 'Kind of order' },
});

type Params = Readonly<Record<string, string | number>>;

function number(params: Params, key: string): string {
  return String(params[key] ?? '—');
}

/** What is wrong with the file, and what to do. One for each of IMPORT_REFUSAL_CODES. */
export const refusalWords: Readonly<Record<RefusalCode, MessageWith<Params>>> = {
  'file-empty': {
    zh: () => '文件是空的。请从热线系统重新导出。',
    en: () => 'The file is empty. Export it from the hotline again.',
  },
  'file-too-big': {
    zh: (p) => `文件有 ${megabytes(p, 'bytes')} MB，最多 ${megabytes(p, 'maxBytes')} MB。请按日期分几次导出。`,
    en: (p) =>
      `The file has ${megabytes(p, 'bytes')} MB, the limit is ${megabytes(p, 'maxBytes')} MB. Export it in parts, by date.`,
  },
  'not-a-spreadsheet': {
    zh: () => '这不是表格文件。请选热线导出的 .xlsx 或 .csv。',
    en: () => 'This is not a table. Choose the .xlsx or .csv exported by the hotline.',
  },
  'old-xls': {
    zh: () => '这是旧版 Excel（.xls）文件。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。',
    en: () => 'This is an old Excel file (.xls). Open it in Excel or WPS, save it as .xlsx, then import that.',
  },
  'web-page': {
    zh: () => '这其实是一个网页，只是起了表格的名字。多半是登录过期时下载的，请重新登录热线系统再导出。',
    en: () =>
      'This is a web page with the name of a table, probably downloaded after the sign-in had run out. Sign in to the hotline and export again.',
  },
  'password-protected': {
    zh: () => '文件加了密码。请在 Excel 里取消密码，另存后再导入。',
    en: () => 'The file has a password. Remove it in Excel, save, then import.',
  },
  'truncated-file': {
    zh: (p) => `文件不完整，后半截没有了${atLine(p, 'zh')}。请重新下载或重新导出。`,
    en: (p) => `The file is cut off${atLine(p, 'en')}. Download or export it again.`,
  },
  'damaged-file': {
    zh: (p) => `文件坏了，读不下去${atLine(p, 'zh')}。请用 Excel 打开看看，另存一份再导入。`,
    en: (p) => `The file is damaged and cannot be read on${atLine(p, 'en')}. Open it in Excel and save a copy.`,
  },
  'encoding-unknown': {
    zh: () => '认不出文件的文字编码。请用 Excel 另存为“CSV UTF-8”或 .xlsx。',
    en: () => 'The encoding of the text cannot be told. Save it as “CSV UTF-8” or .xlsx.',
  },
  'zip-bomb': {
    zh: () => '文件展开后大得不合情理，没有打开。请用 Excel 另存一份再试。',
    en: () => 'Unpacked, the file would be unreasonably large; it was not opened. Save a copy in Excel and try again.',
  },
  'hostile-markup': {
    zh: () => '文件里有不该有的内容，为安全起见没有打开。请用 Excel 另存一份再试。',
    en: () =>
      'The file holds content that does not belong in a table; for safety it was not opened. Save a copy in Excel and try again.',
  },
  'too-many-rows': {
    zh: (p) => `文件有 ${number(p, 'rows')} 行，一次最多 ${number(p, 'maxRows')} 行。请按日期分几次导出。`,
    en: (p) =>
      `The file has ${number(p, 'rows')} rows, the limit is ${number(p, 'maxRows')}. Export it in parts, by date.`,
  },
  'too-many-columns': {
    zh: (p) => `文件有 ${number(p, 'columns')} 列，最多 ${number(p, 'maxColumns')} 列。请删掉用不到的列。`,
    en: (p) =>
      `The file has ${number(p, 'columns')} columns, the limit is ${number(p, 'maxColumns')}. Delete those not needed.`,
  },
  'no-header': {
    zh: () => '找不到表头。请确认有一行写着“工单编号、来电时间、诉求内容”这类名称。',
    en: () => 'No header was found. One row must name the columns: order number, received, complaint.',
  },
  'no-rows': {
    zh: () => '表头下面一行内容也没有。请确认导出的日期范围。',
    en: () => 'There is no row below the header. Check the dates of the export.',
  },
};

/** One for each of the row and mapping codes: what is wrong, what to do. */
export const problemWords: Readonly<Record<ImportProblemCode, Message>> = {
  'field-unknown': {
    zh: '列对应里有不认识的内容。请重新选择。',
    en: 'The mapping names a field that does not exist. Choose again.',
  },
  'column-unknown': {
    zh: '选的列在这个文件里没有。请重新选择。',
    en: 'The chosen column is not in this file. Choose again.',
  },
  'column-twice': { zh: '同一列选了两次。请改其中一个。', en: 'One column was chosen twice. Change one of them.' },
  'field-missing': {
    zh: '必需的内容还没有对应到列。请在上面选择。',
    en: 'A required field has no column yet. Choose it above.',
  },
  'row-too-short': {
    zh: '这一行比表头少几列，可能是断行。请在原表里合成一行。',
    en: 'The row has fewer columns than the header, perhaps broken in two. Join it in the table.',
  },
  'row-too-long': {
    zh: '这一行比表头多几列，内容里可能有没加引号的逗号。',
    en: 'The row has more columns than the header; perhaps a comma without quotes.',
  },
  'cell-error': {
    zh: '单元格是公式错误（如 #N/A）。请填上真实的值。',
    en: 'The cell shows a formula error (like #N/A). Put in the real value.',
  },
  'cell-overflow': {
    zh: '单元格显示为 ####，值没有导出来。请加宽这一列再导出。',
    en: 'The cell holds only ####. Widen the column and export again.',
  },
  'formula-uncalculated': {
    zh: '公式还没有算出结果。请用 Excel 打开、保存一次。',
    en: 'The formula has no result yet. Open and save the file in Excel.',
  },
  'order-no-missing': { zh: '没有工单编号。请补上。', en: 'There is no order number. Fill it in.' },
  'order-no-rounded': {
    zh: '编号被 Excel 当成数字，末尾几位已经丢失。请把这一列设为“文本”再导出。',
    en: 'Excel took the number as a figure and lost its last digits. Set the column to “Text” and export again.',
  },
  'order-no-odd': { zh: '编号里有不该有的字符。请核对。', en: 'The order number holds odd characters. Please check.' },
  'time-missing': { zh: '没有来电时间。请补上。', en: 'The time of the call is missing. Fill it in.' },
  'time-unreadable': {
    zh: '时间看不懂。请写成 2026-11-23 18:05 这样。',
    en: 'The time cannot be read. Write it like 2026-11-23 18:05.',
  },
  'time-impossible': { zh: '没有这样的日期或时间。请核对。', en: 'There is no such date or time. Please check.' },
  'time-ambiguous': {
    zh: '分不清月和日（如 03/04）。请写成 2026-04-03 这样。',
    en: 'Day and month cannot be told apart (like 03/04). Write it like 2026-04-03.',
  },
  'matter-missing': { zh: '没有诉求内容。请补上。', en: 'The complaint itself is missing. Fill it in.' },
  'text-too-long': {
    zh: '文字太长，放不下。请把附件内容移出表格。',
    en: 'The text is too long. Move attached content out of the table.',
  },
  'order-no-zeros-lost': {
    zh: '编号比别的短，开头的 0 可能丢了。请核对。',
    en: 'The number is shorter than the others; zeros at its start may be lost. Please check.',
  },
  'time-in-future': { zh: '来电时间在将来。请核对。', en: 'The call lies in the future. Please check.' },
  'time-day-only': { zh: '只有日期，按当天 0 点计。', en: 'There is only a date; midnight is taken.' },
  'due-unreadable': { zh: '时限看不懂，按规定时限计算。', en: 'The limit cannot be read; it is set by the rules.' },
  'due-before-received': {
    zh: '时限早于来电时间，按规定时限计算。',
    en: 'The limit lies before the call; it is set by the rules.',
  },
  'place-missing': {
    zh: '没有地址也没有坐标，地图上看不到。',
    en: 'Neither address nor coordinates: it will not be on the map.',
  },
  'coordinates-unreadable': {
    zh: '坐标看不懂，地图上看不到。',
    en: 'The coordinates cannot be read: it will not be on the map.',
  },
  'coordinates-half': {
    zh: '经纬度只有一个，地图上看不到。',
    en: 'Only one of the two coordinates: it will not be on the map.',
  },
  'coordinates-swapped': { zh: '经度和纬度写反了，已对调。', en: 'Latitude and longitude were swapped; put right.' },
  'coordinates-zero': { zh: '坐标是 0，不采用。', en: 'The coordinates are 0 and were not taken.' },
  'coordinates-bd09': {
    zh: '这是百度坐标，会偏几百米，没有采用，地图上看不到。',
    en: 'These are Baidu coordinates, some hundred metres off. They were not taken: it will not be on the map.',
  },
  'phone-odd': { zh: '电话号码不像号码，原样保管。', en: 'The phone number looks odd; kept as it is.' },
  'private-hidden': {
    zh: '诉求里的电话、证件号或来电人姓名已隐去，另行保管。',
    en: 'A phone, identity number or the caller’s name in the text was hidden and is kept apart.',
  },
  'formula-like': {
    zh: '内容像公式，按文字处理，不会执行。',
    en: 'The text looks like a formula. It is kept as text and never run.',
  },
};

function megabytes(params: Params, key: string): string {
  return String(Math.ceil(Number(params[key] ?? 0) / 1024 / 1024));
}

function atLine(params: Params, language: 'zh' | 'en'): string {
  if (params['line'] === undefined) return '';
  return language === 'zh' ? `（第 ${params['line']} 行附近）` : ` (near line ${params['line']})`;
}
