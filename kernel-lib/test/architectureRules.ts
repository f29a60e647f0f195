import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

/** A source file: its path from `kernel-lib/src`, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const edges = ['node', 'cli'];
const tensorRooms = ['engine', 'network', 'train'];
const backendPackages = ['@tensorflow/tfjs-node', '@tensorflow/tfjs-backend-wasm'];
const nodeGlobals = new Set([
  'Buffer',
  'process',
  'NodeJS',
  '__dirname',
  '__filename',
  'require',
  'setImmediate',
  'global',
]);
const longestFile = 300;

/** The folders of the table of ARCHITECTURE.md, in its order. */
export function parseRooms(page: string): string[] {
  return [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, room]) => room);
}

/** What a file imports, by any kind of import, with the names it takes (`*` for all of them). */
export function importsOf({ path, text }: SourceFile): { from: string; names: string[] }[] {
  const found: { from: string; names: string[] }[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      found.push({ from: (node.moduleSpecifier as ts.StringLiteral).text, names: namesOf(node) });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ from: (node.argument.literal as ts.StringLiteral).text, names: ['*'] });
    } else if (ts.isExternalModuleReference(node)) {
      found.push({ from: (node.expression as ts.StringLiteral).text, names: ['*'] });
    } else if (isLoadingCall(node)) {
      found.push({ from: (node.arguments[0] as ts.StringLiteral).text, names: ['*'] });
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  return found;
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function namesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return ['*'];
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
}

function isLoadingCall(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || node.arguments.length === 0) return false;
  if (!ts.isStringLiteralLike(node.arguments[0])) return false;
  const called = node.expression;
  return called.kind === ts.SyntaxKind.ImportKeyword || /^require(\.resolve)?$/.test(called.getText());
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

/** Node's globals that a file uses without having declared the name itself. */
function nodeGlobalsOf({ path, text }: SourceFile): string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && nodeGlobals.has(node.text)) {
      if (isBinding(node)) declared.add(node.text);
      else if (!isMemberName(node)) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  return [...used].filter((name) => !declared.has(name));
}

function isBinding(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isBindingElement(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isNamespaceImport(parent)) &&
    parent.name === node
  );
}

/** Whether an identifier names a member of something other than globalThis. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.name === node && parent.expression.getText() !== 'globalThis';
  }
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isClassElement(parent) ||
      ts.isTypeElement(parent) ||
      ts.isEnumMember(parent)) &&
    parent.name === node
  );
}

function callsMathRandom({ path, text }: SourceFile): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    found ||= ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random';
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  return found;
}

export function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** The offence of one file's length, if any. */
export function lengthOffences({ path, text }: SourceFile): string[] {
  const lines = lineCount(text);
  return lines > longestFile ? [`${path} has ${lines} lines, more than ${longestFile}`] : [];
}

/**
 * What a file of `kernel-lib/src` does against the rules of ARCHITECTURE.md, one sentence each.
 * @param rooms the folders in the order in which data pass
 */
export function offences(file: SourceFile, rooms: readonly string[]): string[] {
  const room = roomOf(file.path);
  if (room !== null && !rooms.includes(room))
    return [`${file.path} lies in a folder that ARCHITECTURE.md does not name`];
  const isEdge = room !== null && edges.includes(room);
  const found = importsOf(file).flatMap(({ from, names }) =>
    importOffence(file.path, room, from, names, rooms).map((offence) => `${file.path} ${offence}`),
  );
  if (!isEdge) {
    found.push(...nodeGlobalsOf(file).map((name) => `${file.path} uses ${name}, which only Node has`));
  }
  if (callsMathRandom(file)) found.push(`${file.path} calls Math.random`);
  return [...found, ...lengthOffences(file)];
}

/** The first folder of a path, or null for a file that lies beside the folders. */
function roomOf(path: string): string | null {
  return path.includes('/') ? path.split('/')[0] : null;
}

function importOffence(
  path: string,
  room: string | null,
  from: string,
  names: string[],
  rooms: readonly string[],
): string[] {
  const isEdge = room !== null && edges.includes(room);
  if (from.startsWith('.'))
    return ownImportOffence(path, room, posix.join(posix.dirname(path), from), names, rooms);
  if (isBuiltin(from)) return isEdge ? [] : [`imports ${from}, which only Node has`];
  if (from.startsWith('@tensorflow/')) {
    const mayLoad =
      tensorRooms.includes(room ?? '') ||
      (room === 'node' && backendPackages.some((name) => from === name || from.startsWith(`${name}/`)));
    return mayLoad ? [] : [`imports ${from}: only ${tensorRooms.join(', ')} see tensors`];
  }
  if (/^decodesaxs-widgets(\/|$)/.test(from))
    return room === 'cli' ? [] : [`imports ${from}: only cli draws`];
  if (/^decodesaxs(\/|$)/.test(from)) return [`imports its own package as ${from}`];
  return [];
}

function ownImportOffence(
  path: string,
  room: string | null,
  target: string,
  names: string[],
  rooms: readonly string[],
): string[] {
  if (target.startsWith('..'))
    return room !== null && edges.includes(room) ? [] : [`imports ${target} from outside src`];
  const to = roomOf(target);
  if (path === 'index.ts') return [];
  if (path === 'core.ts')
    return edges.includes(to ?? '') ? [`imports ${target}: the core runs in a browser too`] : [];
  if (to === null) return ['index', 'core'].includes(target) ? [`imports ${target}, which imports it`] : [];
  if (room === null) return [`imports ${target}: what lies beside the folders serves all of them`];
  if (rooms.indexOf(to) > rooms.indexOf(room)) return [`imports ${target}, which comes after ${room}`];
  const takesTensors = to === 'engine' && names.some((name) => name === 'tf' || name === '*');
  const mayTakeThem = [...tensorRooms, 'node'].includes(room);
  return takesTensors && !mayTakeThem
    ? [`takes tensors from ${target}: only ${tensorRooms.join(', ')} see them`]
    : [];
}

/** What a file of `widgets/src` imports of the library, which it must not know. */
export function widgetOffences(file: SourceFile): string[] {
  return importsOf(file)
    .filter(({ from }) => /^decodesaxs(\/|$)/.test(from) || from.includes('kernel-lib'))
    .map(({ from }) => `${file.path} imports ${from}`);
}

/** What a notebook imports of ours other than the two packages by their names. */
export function notebookOffences({ path, text }: SourceFile): string[] {
  const cells: { cell_type: string; source: string | string[] }[] = JSON.parse(text).cells;
  const code = cells.filter((cell) => cell.cell_type === 'code').map((cell) => [cell.source].flat().join(''));
  return importsOf({ path, text: code.join('\n') })
    .filter(
      ({ from }) =>
        /^decodesaxs(-widgets)?\//.test(from) ||
        from.includes('kernel-lib') ||
        /^\.\.?\/.*widgets/.test(from),
    )
    .map(({ from }) => `${path} imports ${from}`);
}
