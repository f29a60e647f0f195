import { App } from './app';
import { startTheme } from './themeButton';

startTheme(document.getElementById('theme') as HTMLButtonElement);
document.getElementById('boot')?.remove();
new App(document.getElementById('main') as HTMLElement).start();
