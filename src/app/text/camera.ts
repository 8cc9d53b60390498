import { messages, plural } from '#app/text/messages.ts';

export const cameraText = messages({
  title: { zh: '拍照', en: 'Photos' },
  shutter: { zh: '拍照', en: 'Take photo' },
  close: { zh: '完成', en: 'Done' },
  torchOn: { zh: '打开手电', en: 'Torch on' },
  torchOff: { zh: '关闭手电', en: 'Torch off' },
  turn: { zh: '换镜头', en: 'Other camera' },
  file: { zh: '从相册或文件选', en: 'Choose from files' },
  tag: { zh: '这张拍的是', en: 'It shows' },
  viewfinder: { zh: '取景画面', en: 'Viewfinder' },
  strip: { zh: '刚拍的照片', en: 'Photos just taken' },
  saving: { zh: '正在存', en: 'Saving' },
  saved: { zh: '已存', en: 'Saved' },
  failed: { zh: '没存上', en: 'Not saved' },
  savedCount: {
    zh: (p: { count: number }) => `已存 ${p.count} 张`,
    en: (p) => `${plural(p.count, 'photo', 'photos')} saved`,
  },
  shot: {
    zh: (p: { number: number; state: string }) => `第 ${p.number} 张，${p.state}`,
    en: (p) => `Photo ${p.number}, ${p.state}`,
  },
  drop: { zh: '不要这个文件', en: 'Leave it out' },
  download: { zh: '另存到手机', en: 'Save to the phone' },
  fileName: {
    zh: (p: { stamp: string; number: number }) => `照片-${p.stamp}-${String(p.number)}`,
    en: (p) => `photo-${p.stamp}-${String(p.number)}`,
  },
  leftUnsaved: {
    zh: '有照片没存上。回到这个案件的相机，照片还在，可以再存一次。',
    en: 'A photo was not stored. Open this case’s camera again: it is still there and can be stored again.',
  },
  again: { zh: '再存一次', en: 'Save again' },
  starting: { zh: '正在打开相机…', en: 'Opening the camera…' },
  deniedTitle: { zh: '没有相机权限', en: 'The camera is not allowed' },
  deniedMore: {
    zh: '可以照样取证：点下面的按钮用系统相机或相册，照片一样先存本机。想在这里直接拍，请点地址栏左边的图标，允许“相机”，再回来。',
    en: 'You can still take evidence: the button below uses the phone’s own camera or gallery, and photos are stored here just the same. To shoot in this page, press the icon left of the address, allow Camera, and come back.',
  },
  noneTitle: { zh: '这台设备没有可用的相机', en: 'No camera on this device' },
  noneMore: {
    zh: '可以从文件里选照片，照样先存本机。',
    en: 'Choose photos from files; they are stored here just the same.',
  },
  busyTitle: { zh: '相机被别的应用占用', en: 'Another app is using the camera' },
  busyMore: {
    zh: '请关掉别的相机应用再试，或者从相册选。',
    en: 'Close the other camera app and try again, or choose from files.',
  },
  retry: { zh: '再打开相机', en: 'Open the camera again' },
  place: { zh: '位置', en: 'Position' },
  placeGood: { zh: (p: { metres: string }) => `精度 ${p.metres} 米 · 良好`, en: (p) => `± ${p.metres} m, good` },
  placeFair: { zh: (p: { metres: string }) => `精度 ${p.metres} 米 · 一般`, en: (p) => `± ${p.metres} m, fair` },
  placePoor: {
    zh: (p: { metres: string }) => `精度 ${p.metres} 米 · 到室外更准`,
    en: (p) => `± ${p.metres} m, better outdoors`,
  },
  placeWaiting: { zh: '正在定位，不影响拍照', en: 'Finding the position; photos go on' },
  placeNone: { zh: '没有定位，会注明', en: 'No position; noted as such' },
});
