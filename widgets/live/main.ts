import { bodiesPage } from './bodiesPage';
import { densityPage } from './densityPage';
import { element } from './dom';
import { generationsPage } from './generationsPage';
import { orientation } from './orientation';
import { PageData, unpacked } from './payload';
import { theme } from './theme';

/** Unpacks the page's data and lays the page out. */
async function start(): Promise<void> {
  theme.start();
  orientation.start();
  const data = new PageData(await unpacked('data'));
  const pages = { density: densityPage, generations: generationsPage, bodies: bodiesPage };
  document.title = data.header.title;
  document.body.append(element('h2', {}, data.header.title), ...pages[data.header.kind](data));
}

void start();
