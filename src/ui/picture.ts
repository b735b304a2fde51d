const SVG = 'http://www.w3.org/2000/svg';

/** What the style sheet gives an element and a picture outside the page must carry with it, and what needs no saying. */
const shapeStyles: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'stroke-linecap': 'butt',
  'stroke-opacity': '1',
  'paint-order': 'normal',
};
const textStyles: Readonly<Record<string, string>> = {
  ...shapeStyles,
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
};
const groupStyles: Readonly<Record<string, string>> = { opacity: '1' };
const stylesOf: Readonly<Record<string, typeof shapeStyles>> = { g: groupStyles, text: textStyles, tspan: textStyles };

/** A run's line of the legend. */
export interface LegendEntry {
  readonly text: string;
  readonly run: number;
}

const LEGEND_HEIGHT = 30;

/** The stage as a stand-alone SVG document: a legend, then the layers on one sheet, their styles written into them. */
export function stageSvg(legend: readonly LegendEntry[], note: string): string {
  const picture = document.querySelector('.stage .picture')!;
  const { clientWidth: width, clientHeight: height } = picture;
  const layers = picture.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg.layer, canvas.sheet');
  const sheet = document.createElementNS(SVG, 'svg');
  sheet.setAttribute('xmlns', SVG);
  sheet.setAttribute('width', String(width));
  sheet.setAttribute('height', String(height + LEGEND_HEIGHT));
  sheet.setAttribute('viewBox', `0 ${-LEGEND_HEIGHT} ${width} ${height + LEGEND_HEIGHT}`);
  const paper = document.createElementNS(SVG, 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('y', String(-LEGEND_HEIGHT));
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.querySelector('.page')!).backgroundColor);
  sheet.append(paper, legendOf(legend, note));
  for (const layer of layers) {
    const group = document.createElementNS(SVG, 'g');
    if (layer instanceof HTMLCanvasElement) {
      sheet.append(imageOf(layer, picture));
      continue;
    }
    if (layer.dataset.offset) {
      group.setAttribute('transform', layer.dataset.offset);
      group.setAttribute('clip-path', 'url(#stage-clip)');
    }
    const crowd = layer.parentElement?.querySelector<HTMLCanvasElement>('canvas.crowd');
    if (crowd) group.append(imageOf(crowd, crowd.parentElement!));
    for (const child of layer.children) {
      const copy = child.cloneNode(true) as Element;
      writeStyles(child, copy);
      group.append(copy);
    }
    sheet.append(group);
  }
  return new XMLSerializer().serializeToString(sheet);
}

/** What a canvas shows, as an image in its place. */
function imageOf(canvas: HTMLCanvasElement, picture: Element): Element {
  const [box, outer] = [canvas.getBoundingClientRect(), picture.getBoundingClientRect()];
  const image = document.createElementNS(SVG, 'image');
  const attributes = { x: box.x - outer.x, y: box.y - outer.y, width: box.width, height: box.height };
  for (const [name, value] of Object.entries(attributes)) image.setAttribute(name, String(value));
  image.setAttribute('preserveAspectRatio', 'none');
  image.setAttribute('href', canvas.toDataURL());
  return image;
}

function legendOf(legend: readonly LegendEntry[], note: string): Element {
  const page = getComputedStyle(document.querySelector('.page')!);
  const text = document.createElementNS(SVG, 'text');
  const attributes = { x: '40', y: '-10', 'font-family': page.fontFamily, 'font-size': '13px' };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, value);
  for (const { text: words, run } of legend) {
    const entry = document.createElementNS(SVG, 'tspan');
    entry.setAttribute('fill', page.getPropertyValue(`--run-${run}`) || page.color);
    entry.setAttribute('font-weight', '600');
    entry.textContent = `${words}   `;
    text.append(entry);
  }
  const end = document.createElementNS(SVG, 'tspan');
  end.setAttribute('fill', page.color);
  end.textContent = note;
  text.append(end);
  return text;
}

function writeStyles(source: Element, copy: Element): void {
  const style = getComputedStyle(source);
  for (const [property, usual] of Object.entries(stylesOf[source.tagName] ?? shapeStyles)) {
    const value = style.getPropertyValue(property);
    if (value && value !== usual) copy.setAttribute(property, value);
  }
  for (const attribute of ['class', 'style', 'tabindex', 'role', 'aria-label', 'aria-roledescription'])
    copy.removeAttribute(attribute);
  [...source.children].forEach((child, i) => writeStyles(child, copy.children[i]!));
}

/** The same picture as pixels, twice the size; null if the browser can't. */
export async function stagePng(legend: readonly LegendEntry[], note: string): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(stageSvg(legend, note))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
}
