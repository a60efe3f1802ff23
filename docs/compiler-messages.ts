import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = dirname(__dirname);

/** The repository's own settings: a block that compiles here compiles where less is asked. */
function settings(): ts.CompilerOptions {
  const file = join(ROOT, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return { ...options, noEmit: true, declaration: false, moduleDetection: ts.ModuleDetectionKind.Force };
}

/**
 * What the compiler says of each text when it is a file `podwright.ts`, in the form of `tsc`; nothing when it compiles.
 *
 * All are compiled at once: most of the time goes into what they import.
 */
export function compilerMessages(texts: readonly string[]): readonly string[] {
  const options = settings();
  const files = new Map(texts.map((text, i) => [join(__dirname, `.block-${i}`, 'podwright.ts'), text]));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    readFile: (file) => files.get(file) ?? disk.readFile(file),
    getSourceFile: (file, language, ...rest) => {
      const text = files.get(file);
      return text === undefined
        ? disk.getSourceFile(file, language, ...rest)
        : ts.createSourceFile(file, text, language, true, ts.ScriptKind.TS);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((file) => {
    const source = program.getSourceFile(file);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => dirname(file),
      getNewLine: () => '\n',
    });
  });
}
