import { densityPage } from './densityPage';
import { element } from './dom';
import { generationsPage } from './generationsPage';
import { PageData, unpacked } from './payload';
import { sideBySidePage } from './sideBySidePage';
import { theme } from './theme';

/** Unpacks the page's data and lays the page out. */
async function start(): Promise<void> {
  theme.start();
  const data = new PageData(await unpacked('data'));
  const pages = { density: densityPage, generations: generationsPage, sideBySide: sideBySidePage };
  document.title = data.header.title;
  document.body.append(element('h2', {}, data.header.title), ...pages[data.header.kind](data));
}

void start();
