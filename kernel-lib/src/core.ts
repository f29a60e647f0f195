// Every public function that runs in a browser as well as in Node, by stage.

// common
export { InputError, isInputError } from './inputError';
export { Random, streamSeed } from './random';

// curve
export type { Curve } from './curve/curve';
export type { LeftOutRows, MeasuredCurve, QUnit } from './curve/measuredCurve';
export type { GnomResult } from './curve/format/gnomResult';
export { decodeText } from './curve/format/decodeText';
export { parseCurve } from './curve/format/parseCurve';
export type { ParseCurveOptions } from './curve/format/parseCurve';
export { rebin, selectRange } from './curve/rebin';
export type { RebinOptions } from './curve/rebin';
export { guinier } from './curve/guinier';
export type { GuinierFit } from './curve/guinier';
export { pairDistance } from './curve/pairDistance';
export { regularisedTransform } from './curve/regularisedTransform';
export type { RegularisedTransform } from './curve/regularisedTransform';
export type { PairDistance, PairDistanceOptions } from './curve/pairDistance';
export { kratky } from './curve/kratky';
export type { KratkyClass, KratkyPlot } from './curve/kratky';
export { porod } from './curve/porod';
export type { PorodOptions, PorodVolume } from './curve/porod';
export { molecularWeight } from './curve/molecularWeight';
export type { MolecularWeight, MolecularWeightOptions } from './curve/molecularWeight';
export { shannonChannels } from './curve/shannonChannels';
export type { ShannonChannels } from './curve/shannonChannels';
export { radiusPrior } from './curve/radiusPrior';
export type { RadiusPrior } from './curve/radiusPrior';
export { analyseCurve } from './curve/analyseCurve';
export type { CurveAnalysis } from './curve/analyseCurve';
export { averageCurves, curveSeries } from './curve/curveSeries';
export type { CurveSeries, PairComparison, SeriesMember, SeriesOptions } from './curve/curveSeries';
export { forwardMass, parseConcentration } from './curve/forwardMass';
export { sequenceMass } from './curve/sequenceMass';
export type { SequenceMass } from './curve/sequenceMass';
export { writeGnom } from './curve/format/writeGnom';
export { writeSasCif } from './curve/format/writeSasCif';
export { residualRuns } from './curve/residualRuns';
export type { ResidualRuns } from './curve/residualRuns';

// structure
export type { Structure, TraceKind } from './structure/structure';
export { parseStructure, structureAssemblies, structureFormat } from './structure/parseStructure';
export type { ParseStructureOptions } from './structure/parseStructure';
export { writeBeads } from './structure/writeBeads';
export type { WriteBeadsOptions } from './structure/writeBeads';
export { medianNearestDistance } from './structure/pointCells';
export { vicinity } from './structure/vicinity';
export { assembledStructure } from './structure/assembledStructure';
export { superposedStructure } from './structure/superposedStructure';
export type { Placement } from './structure/superposedStructure';
export { structureModels, structureResidues } from './structure/structureResidues';
export type { StructurePart, StructureResidues } from './structure/structureResidues';

// scattering
export { atomicFormFactor } from './scattering/atomicFormFactor';
export { atomicScatterers } from './scattering/atomicScatterers';
export { ballFormFactor } from './scattering/ball';
export { layerPoints } from './scattering/layerPoints';
export type { LayerOptions, LayerPoints } from './scattering/layerPoints';
export { partialProfiles } from './scattering/partialProfiles';
export type { PartialProfiles } from './scattering/partialProfiles';
export { scattererTotals } from './scattering/scatterers';
export type { ScattererKind, Scatterers } from './scattering/scatterers';
export {
  combineProfiles,
  MEAN_LAYER,
  solvatedProfile,
  solventProfiles,
  WATER_DENSITY,
} from './scattering/solvatedProfile';
export type { Solvation } from './scattering/solvatedProfile';
export { structureScatterers } from './scattering/structureScatterers';
export type { StructureScatterers } from './scattering/structureScatterers';
export { traceScatterers } from './scattering/traceScatterers';
export type { PointKind, TraceOptions } from './scattering/traceScatterers';

// grid
export * from './grid/shapeGrid';
export type { DensityMap } from './grid/densityMap';
export { centroid, farthest, radiusOfGyration } from './grid/points';
export { voxelise } from './grid/voxelise';
export type { VoxelShape, VoxeliseOptions } from './grid/voxelise';
export { canonicalPose, principalAxes } from './grid/canonicalPose';
export type { Pose } from './grid/canonicalPose';
export { relativeAnisotropy } from './grid/anisotropy';
export { distanceField } from './grid/distanceField';
export { largestRegion } from './grid/largestRegion';
export { BALL_INDEX, BALL_POINTS } from './grid/unitBall';

// moments
export { momentCount, momentIndex } from './moments/momentLayout';
export { zernikeMoments } from './moments/zernikeMoments';
export { pairCount, invariants, crossInvariants } from './moments/invariants';

// profile
export { invariantRg } from './profile/invariantRg';
export { scoreInvariants } from './profile/scoreInvariants';
export type { Target } from './profile/target';
export type { Scores } from './profile/scoreInvariants';
export { givenRadius, RADIUS_RATIOS, radiusFromRg, WIDE_RADIUS } from './profile/radiusRange';
export { sphericalBessel } from './numerics/sphericalBessel';
export { profile, profileBasis } from './profile/profile';
export { orderFor, supportedQ } from './profile/momentOrder';
export { debyeProfile } from './profile/debyeProfile';
export { gaussianChain } from './profile/gaussianChain';
export type { DebyeOptions } from './profile/debyeProfile';
export { chiSquare, chiSquareBatch, fittedProfile } from './profile/chiSquare';
export type { Fit, Fits, FitOptions } from './profile/chiSquare';
export { originalScore } from './profile/originalScore';
export { structureFit, structureRange, STRUCTURE_Q_MAX } from './profile/structureFit';
export type { SolventUnknown, StructureFit, StructureFitOptions } from './profile/structureFit';
export { structureAgreement } from './profile/structureAgreement';
export type { StructureAgreement } from './profile/structureAgreement';
export { structureMixture } from './profile/structureMixture';
export type { MixtureComponent, StructureMixture } from './profile/structureMixture';
export { FORM_FACTOR_BOUNDS, formFactor, layerFactor } from './profile/solvent';
export type { LayerTerms } from './profile/solvent';

// engine
export { currentBackend } from './engine/tf';
export type { BackendName } from './engine/tf';
export { startWasm } from './engine/startWasm';

// network
export { LATENT_SIZE } from './network/autoEncoder';
export type { AutoEncoder } from './network/autoEncoder';
export { ModeNetwork } from './network/modeNetwork';
export { PaperNetwork, PAPER_THRESHOLD } from './network/paperNetwork';
export { FIRST_STAGE_LATENTS } from './network/paperLayers';
export { DirectNetwork } from './network/directNetwork';
export type { DirectShape, LatentComponent } from './network/directShape';
export { dimensionlessProfile, FEATURE_U } from './network/profileFeatures';
export { networkLayers, paperNetworkLayers } from './network/networkLayers';
export type { NetworkLayer } from './network/networkLayers';
export { readWeights, writeWeights } from './network/weights';
export type { Weight, WeightSet } from './network/weights';

// library
export type { ShapeLibrary } from './library/shapeLibrary';
export { nearestShapes } from './library/nearestShapes';
export type { NearestShapes } from './library/nearestShapes';

// search
export { initialise, breedSeeds } from './search/initialise';
export { takeGenes, joinPopulations } from './search/population';
export type { LatentPrior } from './search/latentPrior';
export type { Population } from './search/population';
export { cleanRegions } from './search/cleanRegions';
export type { CleanOptions } from './search/cleanRegions';
export { scoreShapes } from './search/score';
export { elite, tournament } from './search/tournament';
export { crossover } from './search/crossover';
export { mutate } from './search/mutate';
export { scorePopulation, nextGeneration } from './search/generation';
export type { Evolution, ScoredPopulation } from './search/generation';
export { geneticAlgorithm, PAPER_LIMITS } from './search/geneticAlgorithm';
export type { GenerationRecord, SearchLimits, SearchState } from './search/geneticAlgorithm';
export { smoothEnsemble } from './search/ensembleSmoother';
export type { SmoothedPopulation } from './search/ensembleSmoother';
export { searchIslands } from './search/islands';
export type { IslandsRecord } from './search/islands';
export { localIslands } from './search/islandPool';
export type { IslandPool } from './search/islandPool';
export { serveIslands, workerIslands } from './search/islandWorkers';
export type { IslandAnswer, IslandLink, IslandRequest } from './search/islandWorkers';

// consensus
export { compareShapes } from './superposition/compare';
export type { Body, Comparison, PointBody } from './superposition/compare';
export { compareWithModel, superposeModel } from './superposition/compareWithModel';
export type { ModelComparison } from './superposition/compareWithModel';
export { correlation } from './superposition/correlation';
export { rotateMoments } from './superposition/rotateMoments';
export { superpose } from './superposition/superpose';
export type { Superposition, SuperposeOptions } from './superposition/superpose';
export { findSymmetry, symmetriseMoments } from './superposition/symmetry';
export type { SymmetryFit } from './superposition/symmetry';
export { groupName, groupOrder, parsePointGroup, POINT_GROUPS } from './grid/pointGroup';
export type { PointGroup } from './grid/pointGroup';
export { SymmetricBall } from './grid/symmetricBall';
export type { GridSymmetry } from './grid/symmetricBall';
export { transformGrid } from './grid/transformGrid';
export { averageShapes } from './consensus/averageShapes';
export type { AverageOptions, Consensus } from './consensus/averageShapes';
export { fourierShell, ensembleShell, resolution } from './certainty/fourierShell';
export type { Resolution } from './certainty/fourierShell';
export { halfEnsembles } from './certainty/halfEnsembles';
export type { HalfEnsembles } from './certainty/halfEnsembles';
export { ambiguity, AMBIGUITY_LIMITS } from './certainty/ambiguity';
export type { Ambiguity, Verdict } from './certainty/ambiguity';
export { curveAmbiguity } from './certainty/curveAmbiguity';
export type { CurveAmbiguity } from './certainty/curveAmbiguity';
export { sharpness } from './certainty/sharpness';
export { expectedCorrelation, EXPECTATION } from './certainty/expectedCorrelation';
export type { CertaintyMeasures, Expectation, ExpectedCorrelation } from './certainty/expectedCorrelation';

// map
export { writeCcp4 } from './map/writeCcp4';
export { readCcp4 } from './map/readCcp4';
export { shapeMap } from './map/shapeMap';
export { otherHand } from './map/otherHand';
export { mapToBeads, bodyVolume, BODY_THRESHOLD } from './map/mapToBeads';

// refine
export { LatticeProfile } from './profile/latticeProfile';
export { CurveMisfit } from './profile/curveMisfit';
export { answerTo } from './refine/answer';
export type { Answer, FittedBody } from './refine/answer';
export { fitBeads } from './refine/fitBeads';
export { fitDensity } from './refine/mapFit';
export type { FittedUnknown, MapFit } from './refine/mapFit';
export { fitVerdict } from './refine/fitVerdict';
export type { FitVerdict } from './refine/fitVerdict';
export { refineMap } from './refine/refineMap';
export { polish } from './search/polish';

// reconstruct
export { DIRECT_Q_MAX, directShape } from './reconstruct/directShape';
export { reconstruct } from './reconstruct/reconstruct';
export type {
  HistoryRecord,
  Instruments,
  Reconstruction,
  ReconstructionStep,
  SavedSearch,
} from './reconstruct/reconstruct';
export { fillOptions, GENERATIONS, PAPER_METHOD } from './reconstruct/options';
export type { FullOptions, ReconstructionOptions } from './reconstruct/options';
export { NETWORK_FILES, networksFrom } from './reconstruct/networks';
export type { Manifest, Networks } from './reconstruct/networks';
export { fitTable, historyTable } from './reconstruct/tables';
export { fittedChannels, type FittedChannels } from './reconstruct/fittedChannels';
export { radiusWords } from './reconstruct/radiusWords';
export { assumedErrors, memberFile, resultWarnings, summaryOf, sureness } from './reconstruct/summary';
export { memberClusters } from './certainty/memberClusters';
export type { EnsembleLikeness, MemberCluster } from './certainty/memberClusters';
export { searchTarget } from './reconstruct/searchTarget';
export { soundRadius } from './profile/radiusForRg';
export { curveSeeds, priorSeeds } from './reconstruct/seeds';
export { answerOfSearch } from './reconstruct/answerOfSearch';
export type { AnswerPart, SearchAnswer } from './reconstruct/answerOfSearch';
export { prepareSearch } from './reconstruct/prepareSearch';
export type { PreparedSearch } from './reconstruct/prepareSearch';
export { fitMembers } from './reconstruct/members';
export type { Member } from './reconstruct/members';
export { LAYER_CONTRAST, layeredProfile, layerTerms, withHydration } from './reconstruct/hydration';
export type { LayeredProfile } from './reconstruct/hydration';
export { fittestMembers } from './consensus/fittestMembers';
export { consensusMembers } from './consensus/consensusMembers';
export { certainty } from './certainty/certainty';
export type { Certainty } from './certainty/certainty';
export { certaintyWords } from './certainty/certaintyWords';
export type { CertaintyLine } from './certainty/certaintyWords';

// train
export { structureRecords, structureId } from './train/samples/structureRecords';
export type { FileRecords, LeftOut } from './train/samples/structureRecords';
export { structureRecord, unsuitable, KnownShapes } from './train/samples/structureRecord';
export type { StructureRecord, RecordKind } from './train/samples/structureRecord';
export { writeStructureSet } from './train/samples/writeStructureSet';
export { readStructureSet, type StructureSet } from './train/samples/structureSet';
export { makeSamples, VARIATIONS } from './train/samples/sample';
export { principalComponents } from './train/principalComponents';
export type { DataChunks, PrincipalComponents } from './train/principalComponents';
export { DEFAULT_WIDTHS, linearStart } from './train/linearStart';
export { AutoEncoderTraining } from './train/trainAutoEncoder';

// evaluate
export { entryJob, type EntryJob, type EntryPlan, type ReadEntry } from './evaluate/entryJob';
export { evaluateEntry, type EntryEvaluator, type EntryWatch } from './evaluate/evaluateEntry';
export { summarise } from './evaluate/summary';
export type { EntryResult } from './evaluate/entryResult';
export type { DatasetSummary } from './evaluate/summary';
export { groupResults, type Grouping, type GroupSummary } from './evaluate/groupResults';
export { entryMeans, type EntryMean } from './evaluate/entryMeans';
export { ablationCsv, ablationMarkdown, ablationTable, type AblationRow } from './evaluate/ablationTable';
export { METHODS, type MethodName } from './evaluate/methods';
export { shapeBy } from './evaluate/ablationMethods';
export type { MethodInput, MethodResult } from './evaluate/ablationMethods';
export { calibration, type Calibration, type CalibrationBin } from './evaluate/calibration';
export { calibrateExpectation } from './evaluate/calibrateExpectation';
export type { CalibrationReport, ExpectationCheck } from './evaluate/calibrateExpectation';
export { crossValidated, fitExpectation, type ExpectationRow } from './evaluate/fitExpectation';
export { pairedDifference } from './evaluate/pairedDifference';
export type { PairedDifference, PairedDifferenceOptions } from './evaluate/pairedDifference';
export { compareMethods, readPublishedResults, rescorePublished } from './evaluate/publishedResults';
export type { MethodComparison, PublishedResult } from './evaluate/publishedResults';
export { largestDistance } from './evaluate/bodyMeasures';
export { modelShape, readDepositedModels, voxelCorrelation } from './evaluate/depositedModels';
export type { DepositedModel } from './evaluate/depositedModels';
export { evaluateNetwork, type NetworkEvaluation } from './evaluate/evaluateNetwork';
export { PAPER_NETWORK, PAPER_SEARCH } from './evaluate/paperFigures';
export { latentCorrelations } from './evaluate/latentCorrelations';
export { generationCorrelations } from './evaluate/generationCorrelations';
export { meanShape } from './evaluate/meanShape';
export { simulatedCurve } from './evaluate/simulatedCurve';
