import tseslint from 'typescript-eslint';

/** What the linter decides; how code looks is Prettier's business alone. */
export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'build/',
      'out/',
      '.venv/',
      '.cache/',
      '**/.ipynb_checkpoints/',
      'widgets/ngl/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { ecmaVersion: 2022 } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-throw-literal': 'error',
      'no-self-compare': 'error',
      'no-useless-concat': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // Required lazily at the edges: a backend is loaded only where it is used.
      '@typescript-eslint/no-require-imports': 'off',
      // Assignments within an expression are how accumulators are written here.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    // engines round these differently, and the same seed is to give the same map in all of them
    files: ['kernel-lib/src/**/*.ts'],
    ignores: ['kernel-lib/src/cli/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2']
          .concat(['sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'cbrt', 'hypot', 'pow'])
          .map((property) => ({
            object: 'Math',
            property,
            message: 'Take it from elementary, which every engine computes alike.',
          })),
      ],
    },
  },
);
