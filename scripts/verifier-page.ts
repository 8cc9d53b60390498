/** Builds src/verifier into one file, verify.html: it lies in every package and is opened from a disk, where nothing can be loaded beside it. */
import { createHash } from 'node:crypto';
import { build } from 'vite';
import type { PluginOption, Rolldown } from 'vite';

type Output = Rolldown.RolldownOutput;

export function verifierPage(): PluginOption {
  return {
    name: 'jiban-verifier-page',
    apply: 'build',
    async generateBundle() {
      const { output } = (await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        build: {
          write: false,
          cssCodeSplit: false,
          modulePreload: false,
          rolldownOptions: { input: 'src/verifier/main.ts', output: { format: 'iife' } },
        },
      })) as Output;
      const script = output.find((file) => file.type === 'chunk')?.code ?? '';
      const style = output.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
      if (script === '' || style?.type !== 'asset')
        throw new Error('the verifier page was built without script or style');
      this.emitFile({ type: 'asset', fileName: 'verify.html', source: pageOf(script, String(style.source)) });
    },
  };
}

/** The policy lets run exactly this script, and nothing be loaded or sent: what is dropped into the page stays in it. */
function pageOf(script: string, style: string): string {
  const [code, look] = [script.trim().replaceAll('</script', '<\\/script'), style.trim()];
  const policy = `default-src 'none'; script-src '${hashOf(code)}'; style-src '${hashOf(look)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>证据卷宗核验 Verify an evidence package</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<style>${look}</style>
</head>
<body>
<noscript>这一页需要启用 JavaScript。 This page needs JavaScript.</noscript>
<script>${code}</script>
</body>
</html>
`;
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
