import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * Every TypeScript block of README.md, docs/ and the docstrings compiles against the package, as a reader would paste
 * it.
 */

const root = fileURLToPath(new URL('../', import.meta.url));

const guides = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });

const markdown = ['README.md', ...guides.map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name}`);

interface Block {
  /** The place of the block: `README.md:35`. */
  readonly place: string;
  readonly code: string;
}

const blocksOf = (path: string): readonly Block[] => {
  const file = readFileSync(join(root, path), 'utf8');
  const text = path.endsWith('.ts') ? file.replace(/^ *\* ?/gm, '') : file;
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => ({
    place: `${path}:${text.slice(0, match.index).split('\n').length}`,
    code: match[1] ?? '',
  }));
};

const blocks = [...markdown, ...sources].flatMap(blocksOf);

const configOf = (): ts.CompilerOptions => {
  const read = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const entry = (name: string): string[] => [join(root, 'src', name)];
  return {
    ...options,
    paths: {
      'rx-bitbank': entry('index.ts'),
      'rx-bitbank/stream': entry('stream.ts'),
      'rx-bitbank/operators': entry('operators/index.ts'),
      'rx-bitbank/execution': entry('execution/index.ts'),
      'rx-bitbank/simulator': entry('simulator/index.ts'),
      'rx-bitbank/recording': entry('recording/index.ts'),
      'rx-bitbank/backtest': entry('backtest/index.ts'),
      'rx-bitbank/trading': entry('trading/index.ts'),
      'rx-bitbank/nats': entry('nats/index.ts'),
    },
  };
};

/** Returns the compiler's errors for each block. Each is a module of its own beside the README. */
const complaintsOf = (codes: readonly string[]): readonly string[][] => {
  const files = new Map(codes.map((code, i) => [join(root, `block-${i}.ts`), `${code}\nexport {};\n`]));
  const options = configOf();
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile: (path, language, ...rest) => {
      const code = files.get(path);
      return code === undefined
        ? disk.getSourceFile(path, language, ...rest)
        : ts.createSourceFile(path, code, language, true);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  });
};

describe('the guides in README.md', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const section = readme.slice(readme.indexOf('\n## Guides'));

  it.each(markdown.filter((path) => path !== 'README.md'))('have a place for %s', (path) => {
    expect(section).toContain(`](${path})`);
  });
});

describe('the pages of docs/', () => {
  it.each(markdown.filter((path) => /^docs\/[\w-]+\.md$/.test(path)))(
    'say first which purpose %s has',
    (path) => {
      const [title = '', , purpose = ''] = readFileSync(join(root, path), 'utf8')
        .split('\n')
        .filter((line) => !line.startsWith('<!--'));
      expect(title).toMatch(/^# /);
      expect(purpose).toMatch(/^This page /);
    },
  );
});

describe('the code blocks of the documentation', () => {
  const wrong = `import { createDataClient } from 'rx-bitbank';\ncreateDataClient().book$(1);`;
  const complaints = complaintsOf([...blocks.map(({ code }) => code), wrong]);

  it.each(blocks.map(({ place }, i) => [place, i] as const))('%s compiles', (_, i) => {
    expect(complaints[i]).toEqual([]);
  });

  it('would not compile if they were wrong', () => {
    expect(complaints.at(-1)).toEqual([expect.stringContaining("'number' is not assignable") as string]);
  });

  it('are there', () => {
    for (const where of ['README.md', 'docs/', 'src/'])
      expect(blocks.some(({ place }) => place.startsWith(where))).toBe(true);
  });
});
