import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type TypeScript from 'typescript';
import { runCommand } from '../scripts/run-command.mjs';
import { packageFolder } from './packed.ts';

/** What a framework's project says to its type checker; the files lie in e2e/frameworks/types/. */
interface Project {
  /** A script and its arguments; TypeScript's own checker where there is none. */
  readonly checker?: readonly string[];
  readonly compilerOptions?: object;
  readonly settings?: object;
}

const ofReact18 = path.join('..', '..', 'node_modules', '@types', 'react-18');

const projects = {
  react: { compilerOptions: { jsx: 'react-jsx' } },
  'react-18': {
    compilerOptions: {
      jsx: 'react-jsx',
      paths: { react: [`./${ofReact18}/index.d.ts`], 'react/*': [`./${ofReact18}/*`] },
    },
  },
  preact: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' } },
  solid: { compilerOptions: { jsx: 'preserve', jsxImportSource: 'solid-js' } },
  vue: {
    checker: ['vue-tsc/bin/vue-tsc.js', '--project', '.'],
    settings: { vueCompilerOptions: { strictTemplates: true } },
  },
  svelte: {
    checker: ['svelte-check/bin/svelte-check', '--tsconfig', 'tsconfig.json', '--output', 'machine'],
  },
} satisfies Record<string, Project>;

/** Frameworks whose markup can say which line has to fail. */
export const markingProjects = ['react', 'react-18', 'preact', 'solid', 'vue'] as const;

/**
 * Checks a project's files with the framework's own checker, as those who have installed the package do.
 * @param workspace holds the frameworks' packages
 * @param files added to the project's own
 * @returns what the checker prints
 */
export async function checkTypes(
  name: keyof typeof projects,
  { workspace, files = {} }: { workspace: string; files?: Readonly<Record<string, string>> },
): Promise<string> {
  const { checker, compilerOptions, settings }: Project = projects[name];
  const folder = path.join(workspace, 'types', name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(import.meta.dirname, 'frameworks', 'types', name), folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content);
  const everywhere = {
    noEmit: true,
    // The declarations of the browser are TypeScript's own; all others are checked.
    skipDefaultLibCheck: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    module: 'esnext',
    moduleResolution: 'bundler',
  };
  const config = { compilerOptions: { ...everywhere, ...compilerOptions }, include: ['*'], ...settings };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  if (checker === undefined) return checkInProcess(folder, workspace);
  const [script = '', ...args] = checker;
  const command: [string, ...string[]] = [
    process.execPath,
    path.join(workspace, 'node_modules', script),
    ...args,
  ];
  const { output } = await runCommand(command, { limitSeconds: 180, folder });
  return output;
}

/** Files that several projects share are read once: the browser's and the package's declarations. */
const shared = new Map<string, TypeScript.SourceFile | undefined>();

function checkInProcess(folder: string, workspace: string): string {
  const typescript: typeof TypeScript = createRequire(path.join(workspace, 'package.json'))('typescript');
  const host = { ...typescript.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const config = typescript.getParsedCommandLineOfConfigFile(path.join(folder, 'tsconfig.json'), {}, host);
  if (config === undefined) throw new Error(`${folder} has no readable tsconfig.json`);
  const compilerHost = typescript.createCompilerHost(config.options);
  const read = compilerHost.getSourceFile;
  compilerHost.getSourceFile = (file, ...rest) => {
    if (file.startsWith(folder.replaceAll(path.sep, '/'))) return read(file, ...rest);
    if (!shared.has(file)) shared.set(file, read(file, ...rest));
    return shared.get(file);
  };
  const program = typescript.createProgram(config.fileNames, config.options, compilerHost);
  const problems = [...config.errors, ...typescript.getPreEmitDiagnostics(program)];
  return typescript.formatDiagnostics(problems, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => folder,
    getNewLine: () => '\n',
  });
}

/** A copy, since through a link the package's own declarations would not find the framework's. */
export function installDeclarations(workspace: string): void {
  const target = path.join(workspace, 'node_modules', 'facecurve');
  rmSync(target, { recursive: true, force: true });
  for (const part of ['package.json', 'types']) {
    cpSync(path.join(packageFolder, part), path.join(target, part), { recursive: true });
  }
}
