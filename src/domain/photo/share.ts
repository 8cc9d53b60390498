/** A copy of a photo that left the app in somebody's hand: written before it leaves. */
export interface PhotoShareBody {
  /** Entry id of the photo. */
  readonly photo: string;
  /** Entry id of the marks that were drawn and burnt in, if any. */
  readonly marks?: string | undefined;
  /** For what it is handed out. */
  readonly purpose: string;
  /** Who gets it, in the person's own words. */
  readonly recipient: string;
  readonly by: 'share-sheet' | 'download';
  /** Hex SHA-256 of the copy's bytes. */
  readonly sha256: string;
  readonly bytes: number;
  /** How many places are burnt out of it. */
  readonly hidden: number;
}
