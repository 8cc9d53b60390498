import * as v from 'valibot';
import type {
  ManifestSignature,
  PackagedAnchor,
  PackagedEntry,
  PackageKeys,
  PackageManifest,
} from '#domain/package/package-format.ts';
import { AUDIENCES } from '#domain/package/audience.ts';
import { PACKAGE_KIND, PACKAGE_VERSION } from '#domain/package/package-format.ts';
import { BlobIdSchema, DeviceIdSchema, SignedEntrySchema } from './entry-schema.ts';

/**
 * Shapes of what lies in an evidence package, for whoever reads one from strangers. They only say yes or no: what is hashed and compared is
 * what was there, never what a schema made of it.
 */
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Text = v.pipe(v.string(), v.maxLength(200));
const ReachSchema = v.object({ epoch: Text, seq: Count });
const ProofSchema = v.pipe(v.array(v.pipe(v.string(), v.length(44))), v.maxLength(128));

const ManifestSchema = v.strictObject({
  kind: v.literal(PACKAGE_KIND),
  v: v.literal(PACKAGE_VERSION),
  case: Text,
  madeAt: Count,
  madeBy: Text,
  audience: v.picklist(AUDIENCES),
  epoch: Text,
  lineage: v.array(ReachSchema),
  tree: v.strictObject({ size: Count, root: BlobIdSchema }),
  entries: v.strictObject({ count: Count, last: Count }),
  absent: v.array(BlobIdSchema),
  files: v.array(v.strictObject({ name: Text, bytes: Count, sha256: BlobIdSchema })),
}) satisfies v.GenericSchema<unknown, PackageManifest>;

const ManifestSignatureSchema = v.strictObject({
  alg: Text,
  key: Text,
  sig: Text,
}) satisfies v.GenericSchema<unknown, ManifestSignature>;

const ReceiptSchema = v.looseObject({
  v: Count,
  alg: Text,
  entry: BlobIdSchema,
  case: Text,
  seq: v.pipe(Count, v.minValue(1)),
  receivedAt: Count,
  verdict: v.looseObject({ outcome: Text }),
  rules: Count,
  chain: v.picklist(['ok', 'gap', 'fork']),
  epoch: Text,
  sig: Text,
});

/** `SignedEntrySchema` has the header; receipts may have got fields since, which their signature covers. */
const EntryLineSchema = v.strictObject({
  ...SignedEntrySchema.entries,
  withheld: v.nullable(v.picklist(['erased', 'audience', 'caller'])),
  receipt: ReceiptSchema,
  after: Count,
  proof: ProofSchema,
});

const KeysSchema = v.strictObject({
  server: v.array(Text),
  devices: v.array(
    v.strictObject({
      id: DeviceIdSchema,
      publicKey: Text,
      person: Text,
      name: Text,
      enrolledAt: Count,
      revokedAt: v.nullable(Count),
    }),
  ),
}) satisfies v.GenericSchema<unknown, PackageKeys>;

const AnchorsSchema = v.array(
  v.strictObject({
    note: v.pipe(v.string(), v.maxLength(64_000)),
    at: Count,
    proof: ProofSchema,
    token: v.nullable(Text),
  }),
) satisfies v.GenericSchema<unknown, readonly PackagedAnchor[]>;

export const isManifest = (value: unknown): value is PackageManifest => v.is(ManifestSchema, value);
export const isManifestSignature = (value: unknown): value is ManifestSignature => v.is(ManifestSignatureSchema, value);
export const isPackagedEntry = (value: unknown): value is PackagedEntry => v.is(EntryLineSchema, value);
export const isPackageKeys = (value: unknown): value is PackageKeys => v.is(KeysSchema, value);
export const areAnchors = (value: unknown): value is readonly PackagedAnchor[] => v.is(AnchorsSchema, value);

/** `POST /api/cases/{id}/package`. `purpose` is written down with the name of who asks, and is not in the package. */
export const AskPackageSchema = v.object({
  audience: v.picklist(AUDIENCES),
  purpose: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
});
export type AskPackage = v.InferOutput<typeof AskPackageSchema>;

/** One that was taken: `GET /api/cases/{id}/packages`. */
export interface PackageTaken {
  readonly at: number;
  readonly person: string;
  readonly audience: AskPackage['audience'];
  readonly purpose: string;
  readonly bytes: number;
  /** Hex SHA-256 of its manifest. */
  readonly manifest: string;
}
