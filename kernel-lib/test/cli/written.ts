import { Command } from 'commander';

/** What a command of this process writes on stdout; its errors are thrown and stay unwritten. */
export async function written(register: (program: Command) => void, ...words: string[]): Promise<string> {
  const program = new Command('decodesaxs').exitOverride();
  register(program);
  program.commands.forEach((command) =>
    command.exitOverride().configureOutput({ writeErr: () => undefined }),
  );
  const { write } = process.stdout;
  let out = '';
  process.stdout.write = ((text: string) => {
    out += text;
    return true;
  }) as typeof write;
  try {
    await program.parseAsync(['node', 'decodesaxs', ...words]);
  } finally {
    process.stdout.write = write;
  }
  return out;
}
