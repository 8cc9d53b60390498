import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { CompileDocArgs, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';

/** Where Debian, other systems and people keep fonts; a bureau's own 仿宋 goes into `FONT_DIR`. */
const FONT_DIRS = ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.local/share/fonts')];
/** Any of these has the characters of names and of the law; the templates ask for 仿宋 first. */
const CHINESE_FONT = /noto(sans|serif)cjk|sourcehan(sans|serif)|fangsong|simfang|simsun|fzfs|stfangs/i;
const TEMPLATES = join(import.meta.dirname, 'templates');
/** Rounds of compiling that what was laid out stays in memory. */
const CACHE_ROUNDS = 10;

/** A machine without Chinese fonts would print boxes: it prints nothing. */
export class NoChineseFontError extends Error {
  override readonly name = 'NoChineseFontError';
}

export type TemplateName = 'record' | 'monitoring' | 'photo-sheet' | 'delivery';

/** What a template is given: data, never markup. `images` are found by their path. */
export interface Manuscript {
  readonly template: TemplateName;
  readonly data: object;
  readonly images?: ReadonlyMap<string, Uint8Array> | undefined;
}

/** Typst, kept warm: 0.2 s for the first document of a process, some milliseconds for the next. */
export class Typesetter {
  readonly #fontDirs: readonly string[];
  #compiler: NodeCompiler | null = null;

  /** `fontDir`: looked into first. null: only what the system has. */
  constructor(fontDir: string | null, systemDirs: readonly string[] = FONT_DIRS) {
    this.#fontDirs = [...(fontDir === null ? [] : [fontDir]), ...systemDirs];
  }

  hasChineseFont(): boolean {
    return this.#fontDirs.some((dir) => filesUnder(dir).some((name) => CHINESE_FONT.test(name)));
  }

  /**
   * @throws NoChineseFontError; Error when the template does not compile, which is a bug
   */
  pdf(manuscript: Manuscript): Uint8Array {
    return this.#set(manuscript, (compiler, document) => compiler.pdf(document, { pdfStandard: 'a-2b' }));
  }

  /** For looking at: one picture of all pages, glyphs as paths. */
  svg(manuscript: Manuscript): string {
    return this.#set(manuscript, (compiler, document) => compiler.plainSvg(document));
  }

  /** Whether a picture can be printed at all: one damaged file must not cost the whole sheet. */
  canPrint(path: string, bytes: Uint8Array): boolean {
    const compiler = this.#open();
    compiler.mapShadow(join(TEMPLATES, path), Buffer.from(bytes));
    const compiled = compiler.compile({ mainFileContent: `#image("/${path}", width: 1cm)` });
    compiler.resetShadow();
    return compiled.result !== null;
  }

  #set<T>(
    { template, data, images }: Manuscript,
    output: (compiler: NodeCompiler, document: NodeTypstDocument) => T,
  ): T {
    const compiler = this.#open();
    try {
      for (const [path, bytes] of images ?? []) compiler.mapShadow(join(TEMPLATES, path), Buffer.from(bytes));
      const args: CompileDocArgs = {
        mainFilePath: join(TEMPLATES, `${template}.typ`),
        inputs: { data: JSON.stringify(data) },
      };
      const compiled = compiler.compile(args);
      if (!compiled.result) throw new Error(`template ${template}: ${faultOf(compiler, compiled)}`);
      return output(compiler, compiled.result);
    } finally {
      compiler.resetShadow();
      compiler.evictCache(CACHE_ROUNDS);
    }
  }

  #open(): NodeCompiler {
    if (this.#compiler) return this.#compiler;
    if (!this.hasChineseFont()) throw new NoChineseFontError('no Chinese font: apt-get install fonts-noto-cjk');
    const fontPaths = this.#fontDirs.filter((dir) => filesUnder(dir).length > 0);
    this.#compiler = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontPaths }] });
    return this.#compiler;
  }
}

function faultOf(compiler: NodeCompiler, compiled: ReturnType<NodeCompiler['compile']>): string {
  const error = compiled.takeError() ?? compiled.takeDiagnostics();
  return error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no result';
}

function filesUnder(dir: string): readonly string[] {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
