/** A line that carries bytes both ways. */
export interface ByteLine {
  /** False when it could not be opened. */
  open(baudRate: number): Promise<boolean>;
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  /** Called with what arrives; set before `open`. */
  onbytes: (bytes: Uint8Array) => void;
  /** The plug was pulled, or the adapter failed. */
  onlost: () => void;
}
