/** `ImageCapture` is missing in Firefox and in older Safari, and so in the standard types. */
interface PhotoCapture {
  takePhoto(): Promise<Blob>;
}
type PhotoCaptureClass = new (track: MediaStreamTrack) => PhotoCapture;

const PATIENCE_MS = 4_000;
const FRAME_QUALITY = 0.92;

/** One full-size photo; a frame of the viewfinder where the camera gives none in time. Never rejects: an empty photo is refused by name. */
export async function takeShot(track: MediaStreamTrack, video: HTMLVideoElement): Promise<Blob> {
  const Capture = (globalThis as { readonly ImageCapture?: PhotoCaptureClass }).ImageCapture;
  if (Capture && track.readyState === 'live') {
    const photo = await inTime(async () => new Capture(track).takePhoto());
    if (photo && photo.size > 0) return photo;
  }
  return frameOf(video);
}

/** A track that ends at this very moment makes even the constructor throw. */
async function inTime(take: () => Promise<Blob>): Promise<Blob | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), PATIENCE_MS)));
  try {
    return await Promise.race([take(), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function frameOf(video: HTMLVideoElement): Promise<Blob> {
  if (video.videoWidth === 0) return new Blob();
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? new Blob()), 'image/jpeg', FRAME_QUALITY));
}
