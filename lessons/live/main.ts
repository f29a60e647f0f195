import { element, PageData, theme, unpacked } from 'decodesaxs-widgets/live';
import { distancesPage } from './distancesPage';
import type { DistancesHeader, ShapeHeader } from './header';
import { shapePage } from './shapePage';

/** Unpacks the page's data and lays the page out. */
async function start(): Promise<void> {
  theme.start();
  const data = new PageData(await unpacked('data'));
  const header = data.header as unknown as ShapeHeader | DistancesHeader;
  document.title = header.title;
  const parts = header.kind === 'shape' ? shapePage(data, header) : distancesPage(data, header);
  document.body.append(element('h2', {}, header.title), ...parts);
  document.documentElement.classList.add('live');
}

void start();
