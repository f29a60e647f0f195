// A notebook for tslab as one for the JavaScript kernel of JupyterLite: without types and outputs, imports from beside JupyterLite.
import ts from 'typescript';
import { packages } from './bundle.mjs';

/** The kernel that runs cells in a web worker, so that the page stays alive while it computes. */
export const KERNEL = {
  name: 'javascript-worker',
  display_name: 'JavaScript (Web Worker)',
  language: 'javascript',
};

/** From the worker of the kernel, whose file lies in extensions/@jupyterlite/javascript-kernel-extension/static/. */
const LESSONS = '../../../../lessons/';

/**
 * @param {object} notebook as read from its file
 * @param {string} name its file, for messages
 * @returns the notebook for the browser
 */
export function browserNotebook(notebook, name) {
  const cells = notebook.cells.map((cell, i) => {
    if (cell.cell_type !== 'code') return cell;
    const source = browserCell([cell.source].flat().join(''), `${name}, cell ${i + 1}`);
    return { ...cell, source, outputs: [], execution_count: null };
  });
  const language = {
    name: 'javascript',
    mimetype: 'text/javascript',
    file_extension: '.js',
    codemirror_mode: 'javascript',
  };
  return { ...notebook, cells, metadata: { kernelspec: KERNEL, language_info: language } };
}

/** The text of a cell without types. What is JavaScript already stays as it was written. */
export function browserCell(text, where) {
  const { code, found } = withImports(text, where);
  const script = withShownEnd(isJavaScript(code) ? code : withoutTypes(code, where));
  if (found.length === 0) return script;
  return `const lesson = (name) => import(new URL(\`${LESSONS}\${name}.js\`, location));\n${script}`;
}

/** Imports as awaited ones. */
function withImports(text, where) {
  const file = ts.createSourceFile('cell.ts', text, ts.ScriptTarget.ES2022, true);
  const found = file.statements.filter(ts.isImportDeclaration);
  let code = text;
  for (const each of [...found].reverse()) {
    const from = each.moduleSpecifier.text;
    if (!Object.hasOwn(packages, from))
      throw new Error(`${where} imports ${from}: expected one of ${Object.keys(packages).join(', ')}`);
    const { name, namedBindings } = each.importClause;
    if (name) throw new Error(`${where} imports a default: expected names or * as name`);
    const bound = ts.isNamespaceImport(namedBindings)
      ? namedBindings.name.text
      : `{ ${namedBindings.elements.map((one) => (one.propertyName ? `${one.propertyName.text}: ${one.name.text}` : one.name.text)).join(', ')} }`;
    code = `${code.slice(0, each.getStart())}const ${bound} = await lesson('${from}');${code.slice(each.end)}`;
  }
  return { code, found };
}

/**
 * The last expression as the kernel shows it: without a semicolon, after which it would show nothing, and without parentheses
 * around it, which it leaves where they were as it moves the expression behind the cell. An object stays one as `Object({ … })`.
 */
function withShownEnd(code) {
  const last = ts.createSourceFile('cell.js', code, ts.ScriptTarget.ES2022, true).statements.at(-1);
  if (!last || !ts.isExpressionStatement(last)) return code;
  let inner = last.expression;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  const text = inner.getText();
  const bare = inner !== last.expression && ts.isObjectLiteralExpression(inner) ? `Object(${text})` : text;
  return code.slice(0, last.getStart()) + bare + code.slice(last.end);
}

function isJavaScript(code) {
  const { diagnostics } = ts.transpileModule(code, {
    fileName: 'cell.mjs',
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return diagnostics.length === 0;
}

/** The cell as the compiler prints it without types; comments stay. */
function withoutTypes(code, where) {
  const { outputText, diagnostics } = ts.transpileModule(code, {
    fileName: 'cell.ts',
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  if (diagnostics.length > 0)
    throw new Error(`${where}: ${ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' ')}`);
  return outputText.trimEnd();
}
