import type { Manuscript } from './typesetter.ts';
import type { PaperSources } from './paper-sources.ts';
import type { PhotoTag } from '#domain/photo/photo.ts';
import type { Standing } from '#domain/visit-record/visit-items.ts';
import { chineseSeconds, dayOf } from '#domain/visit-record/chinese-time.ts';
import { instantOf } from '#domain/visit-record/visit-items.ts';
import { ordersOf } from '#domain/case/case-records.ts';
import { printedFacts } from './paper.ts';
import { wayOf } from '#domain/photo/photo.ts';

type Photo = Standing<'photo'>;

const TAG_WORDS: Readonly<Record<PhotoTag, string>> = {
  overview: '全景',
  source: '声源',
  'sensitive-point': '敏感点',
  nameplate: '铭牌',
  document: '单据',
  after: '整改后',
};

const WAY_WORDS = {
  camera: '应用内相机拍摄',
  'camera-app': '手机相机拍摄后选取',
  gallery: '相册导入，非当场拍摄',
  file: '由文件选取，非当场拍摄',
} as const;

/** 现场照片证据: how, when, where, by whom, and what it proves (法释〔2002〕21号 art. 12 [V]). `pictures`: path of each, by original. */
export function photoPaper(
  sources: PaperSources,
  photos: readonly Photo[],
  pictures: ReadonlyMap<string, { readonly path: string; readonly isThumb: boolean }>,
): Manuscript {
  const { state, bureau } = sources;
  const data = {
    title: '现场照片证据',
    number: '',
    bureau: bureau.name,
    foot: `现场照片证据\u3000案件 ${state.id}`,
    dated: dayOf(Math.max(...photos.map(takenAt))),
    facts: printedFacts([
      [
        '工单编号',
        ordersOf(state)
          .map(({ orderNo }) => orderNo)
          .join('、'),
      ],
      ['地点', ordersOf(state).at(-1)?.address ?? ''],
      ['照片数量', `${String(photos.length)} 张`],
      ['原始文件', `存于${bureau.name || '本机关'}即办系统，按 SHA-256 查找`],
    ]),
    photos: photos.map((photo, at) => printedPhoto(sources, photo, { at, picture: pictures.get(photo.body.original) })),
    notes: ['时间为设备时钟按已知偏差校正；位置为设备所报。原始文件未经压缩、裁剪或加水印，其 SHA-256 为拍摄时所算。'],
    blanks: ['拍摄人', '第二检查人员', '当事人（见证人）'],
    hash: '',
  };
  return { template: 'photo-sheet', data };
}

interface Slot {
  readonly at: number;
  readonly picture: { readonly path: string; readonly isThumb: boolean } | undefined;
}

function printedPhoto(sources: PaperSources, { record, body }: Photo, { at, picture }: Slot) {
  const shrunk = picture?.isThumb ? '（此处为缩略图）' : '';
  const tag = body.tag ? `${TAG_WORDS[body.tag]}\u3000` : '';
  return {
    image: picture?.path ?? '',
    missing: '照片文件尚未送达',
    facts: printedFacts([
      ['编号', `照片 ${String(at + 1)}${shrunk}`],
      ['证明内容', `${tag}${body.caption ?? ''}`],
      ['拍摄时间', chineseSeconds(takenAt({ record, body }))],
      ['拍摄位置', placeWords(body)],
      ['拍摄方向', body.heading ? `${String(body.heading.degrees)}°（磁北顺时针）` : ''],
      ['拍摄方式', `${WAY_WORDS[wayOf(body)]}${body.camera ? `，${body.camera.label}` : ''}`],
      ['拍摄人', officerWords(sources, record.actor)],
      ['记录号', record.id],
      ['SHA-256', body.original],
    ]),
  };
}

function takenAt({ record, body }: Photo): number {
  return body.takenAt === undefined ? instantOf(record) : body.takenAt + (record.clockOffsetMs ?? 0);
}

function placeWords({ fix }: Photo['body']): string {
  if (!fix) return '设备未取得位置';
  const from = fix.source === 'map' ? '地图标定' : '设备定位';
  return `北纬 ${fix.lat.toFixed(6)}°，东经 ${fix.lon.toFixed(6)}°（WGS-84，${from}，误差 ${String(Math.round(fix.accuracyM))} m）`;
}

function officerWords({ nameOf, officers }: PaperSources, person: string): string {
  const certificate = officers.officers.find((one) => one.person === person)?.certificateNo;
  return `${nameOf(person)}${certificate === undefined ? '' : `（执法证号 ${certificate}）`}`;
}
