/**
 * What the EXIF of a file says of how it was made. Not here: whose camera it is, its serial number, anybody's name; they stay in the file.
 * Times are text as found, for EXIF times have no zone unless `offset` gives one.
 */
export interface PhotoExif {
  readonly takenAt?: string | undefined;
  /** +08:00 */
  readonly offset?: string | undefined;
  readonly make?: string | undefined;
  readonly model?: string | undefined;
  readonly software?: string | undefined;
  /** As the tag has it, 1…8. */
  readonly orientation?: number | undefined;
  readonly exposure?: string | undefined;
  readonly aperture?: string | undefined;
  readonly iso?: number | undefined;
  readonly focalLength?: string | undefined;
  /** WGS-84 degrees. */
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  /** Degrees clockwise, of the tag GPSImgDirection. */
  readonly direction?: number | undefined;
}
