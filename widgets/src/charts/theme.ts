/**
 * Colours of Okabe and Ito (distinguishable with any colour vision), each with a contrast of at
 * least 3 : 1 against white paper and against the dark page of JupyterLab.
 */
export const colours = {
  measured: '#0e7fc0',
  fit: '#d55e00',
  third: '#0a9a72',
  fourth: '#c2669a',
  quiet: '#858585',
} as const;

/** Ink of axes and titles: readable on white and on black. */
export const ink = '#777777';

/** The typeface of `toPng`; a browser uses its own sans-serif instead. */
export const typeface = 'DejaVu Sans, Verdana, sans-serif';

/** Vega-Lite configuration shared by all charts: transparent background, light grid. */
export function themeConfig(textColour: string = ink): object {
  return {
    background: 'transparent',
    font: typeface,
    view: { stroke: null, continuousWidth: 520, continuousHeight: 300 },
    title: {
      color: textColour,
      subtitleColor: textColour,
      anchor: 'start',
      fontSize: 14,
      subtitleFontSize: 11,
      fontWeight: 'bold',
      offset: 10,
    },
    axis: {
      labelColor: textColour,
      titleColor: textColour,
      domainColor: textColour,
      tickColor: textColour,
      labelFontSize: 11,
      titleFontSize: 12,
      titleFontWeight: 'normal',
      gridColor: colours.quiet,
      gridOpacity: 0.22,
      titlePadding: 8,
    },
    axisX: { labelFlush: false, labelSeparation: 6 },
    axisY: { minExtent: 32 },
    legend: {
      labelColor: textColour,
      titleColor: textColour,
      labelFontSize: 11,
      labelLimit: 400,
      titleFontSize: 11,
      symbolOpacity: 1,
      orient: 'top-right',
    },
    header: { labelColor: textColour, titleColor: textColour },
    text: { color: textColour },
    concat: { spacing: 14 },
  };
}
