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

/** The stage as a stand-alone SVG document: the layers on one sheet, their styles written into them. */
export function stageSvg(): string {
  const layers = [...document.querySelectorAll<SVGSVGElement>('.stage svg.layer')];
  const { clientWidth: width, clientHeight: height } = layers[0]!;
  const sheet = document.createElementNS(SVG, 'svg');
  sheet.setAttribute('xmlns', SVG);
  sheet.setAttribute('width', String(width));
  sheet.setAttribute('height', String(height));
  sheet.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const paper = document.createElementNS(SVG, 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.querySelector('.page')!).backgroundColor);
  sheet.append(paper);
  for (const layer of layers) {
    const group = document.createElementNS(SVG, 'g');
    if (layer.dataset.offset) {
      group.setAttribute('transform', layer.dataset.offset);
      group.setAttribute('clip-path', 'url(#stage-clip)');
    }
    for (const child of layer.children) {
      const copy = child.cloneNode(true) as Element;
      writeStyles(child, copy);
      group.append(copy);
    }
    sheet.append(group);
  }
  return new XMLSerializer().serializeToString(sheet);
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
export async function stagePng(): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(stageSvg())}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
}
