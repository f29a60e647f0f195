/** Explanations on the page. */
export const words = {
  /** the steps of a visit */
  steps: [
    [
      'The curve is read',
      'Unit, errors and range are detected and shown; the unit can be changed. Rg, Dmax, molecular weight and the classical plots appear at once.',
    ],
    [
      'A network proposes a shape',
      'Trained on the shapes of known proteins, it predicts within seconds the average shape of particles with such a curve.',
    ],
    [
      'A search finds what fits',
      'Shapes that proteins can have are bred until their computed curves agree with yours; score and radius can be watched.',
    ],
    [
      'The map shows what is certain',
      'The fitting shapes are averaged: turn the map, change its level, colour it by its spread, lay a known structure over it, and download everything.',
    ],
  ],
  curve: [
    'Particles in solution scatter X-rays by small angles. The curve is the scattered intensity I at each angle, given as q = 4π sin θ / λ in 1/Å. Small q sees the whole particle, larger q sees finer features.',
    'A curve holds no directions: it depends on the distances between all pairs of points of the particle, and so its size and its shape, but not its orientation, nor which of two mirror images it is.',
  ],
  guinier: [
    'Guinier: near q = 0 the logarithm of the intensity falls as a straight line against q². The slope gives the radius of gyration Rg, the root mean square distance of the particle’s matter from its centre. Points that bend upwards at the smallest q indicate aggregation.',
    'Kratky: multiplied by q², the curve of a compact particle rises to a peak and comes down again; that of a flexible chain stays up. The dashed lines cross where the peak of a compact globular particle lies.',
    'P(r): how often each distance r occurs between two points of the particle. It ends at the largest distance, Dmax.',
  ],
  shape: [
    'A network that has seen the shapes of many thousand known proteins proposes a shape at once. A genetic algorithm then searches, among shapes that proteins can have, for those whose computed curve agrees with the measured one. What it minimises is the score: the mean squared difference in units of the errors of measurement and model together. The chi² of the finished fit takes the measured errors alone, and 1 means agreement within them.',
    'Several shapes fit equally well. They are superposed and averaged; the map holds for each place the share of shapes that have matter there, and the spread shows where they disagree: trust what is pale, doubt what is dark red.',
    'The radius is the largest distance from the centre to the rim. Mirror images scatter alike, so the map may be the mirror image of the particle.',
  ],
} as const;
