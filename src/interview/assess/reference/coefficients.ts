import type { Coefficients, Model } from './model'

/**
 * Trained by `npm run train:assessor`; do not edit by hand. Ridge regression within questions (penalty 3,
 * 3 rounds) on 9894 different answers of scientsbank-train.jsonl, beetle-train.jsonl, saf-english-train.jsonl. How it agrees with people: README.md.
 */
export const coefficients: { version: number; systems: Model; senseless: Coefficients } = {
  version: 2,
  systems: {
    keyword: {
      bias: 0.209662,
      weights: [
        0.118836, // lexCover
        0.105092, // lexFresh
        0.0921044, // lexReverse
        0.09186, // lexReverseFresh
        0.170575, // gramCover
        0.0973761, // gramReverse
        0.160774, // gramFresh
        0.151917, // rougeL
        0.140085, // pairsFresh
        0.0110729, // logContent
        0.00935642, // logFresh
        -0.0493914, // short
        0.0233401, // long
        0.000172163, // freshShare
        0.0267068, // grammarShare
        -0.0274004, // negation
        0.0153873, // turns
        -0.0534863, // polarity
        -0.00520228, // numbersMissed
        -0.00881483, // numbersOther
        -0.0196786, // labelsMissed
        -0.00697103, // labelsOther
        -0.140206, // yesNo
        0.0271472, // yesYes
      ],
    },
    instant: {
      bias: 0.101521,
      weights: [
        0.0303033, // lexCover
        0.0237568, // lexFresh
        0.0196268, // lexReverse
        0.0232321, // lexReverseFresh
        0.0632892, // gramCover
        0.025175, // gramReverse
        0.058679, // gramFresh
        0.0574844, // rougeL
        0.0570368, // pairsFresh
        0.00392802, // logContent
        0.00314184, // logFresh
        -0.0186738, // short
        0.00678892, // long
        0.00146993, // freshShare
        0.0327049, // grammarShare
        -0.0222325, // negation
        0.00229806, // turns
        -0.0460983, // polarity
        -0.00154348, // numbersMissed
        -0.00692395, // numbersOther
        -0.0101147, // labelsMissed
        -0.00345804, // labelsOther
        -0.0852917, // yesNo
        0.0168589, // yesYes
        0.0423422, // covered
        0.0355292, // coveredFresh
        0.0272683, // accounted
        0.0326232, // accountedFresh
        0.0284173, // gain
        0.0327318, // near1
        0.0329346, // near2
        0.0308962, // near3
        0.0285328, // near4
        0.0255729, // near5
        0.0558498, // signed
        -0.0231849, // stray
        0.0474661, // pooled
        0.00956833, // pooledAsked
        0.052373, // pooledBeyond
        0.0485472, // pooledFresh
        0.045824, // pooledContent
        0.046517, // phrases
        0.0274035, // weakestSentence
        0.0399582, // meanSentence
        0.0386786, // bestSentences
      ],
    },
    embedder: {
      bias: 0.107564,
      weights: [
        0.0277749, // lexCover
        0.0227315, // lexFresh
        0.017233, // lexReverse
        0.0223111, // lexReverseFresh
        0.0594244, // gramCover
        0.0225304, // gramReverse
        0.0560582, // gramFresh
        0.0529325, // rougeL
        0.0542432, // pairsFresh
        0.00368448, // logContent
        0.00300013, // logFresh
        -0.0173566, // short
        0.00617993, // long
        0.0020535, // freshShare
        0.0331554, // grammarShare
        -0.021223, // negation
        0.00197575, // turns
        -0.0446373, // polarity
        -0.00141043, // numbersMissed
        -0.00661853, // numbersOther
        -0.00910545, // labelsMissed
        -0.00362188, // labelsOther
        -0.0836598, // yesNo
        0.016267, // yesYes
        0.0388246, // covered
        0.0337781, // coveredFresh
        0.0238856, // accounted
        0.0310554, // accountedFresh
        0.0267697, // gain
        0.0307013, // near1
        0.0313018, // near2
        0.0296495, // near3
        0.0274334, // near4
        0.0244837, // near5
        0.0536446, // signed
        -0.021412, // stray
        0.0415872, // pooled
        0.00830171, // pooledAsked
        0.047003, // pooledBeyond
        0.0459139, // pooledFresh
        0.0401581, // pooledContent
        0.0432179, // phrases
        0.02564, // weakestSentence
        0.0375488, // meanSentence
        0.0363862, // bestSentences
        0.0291678, // embeddedLift
        0.0595049, // embeddedSentences
      ],
    },
  },
  /** Logistic regression: words thrown together against sentences. */
  senseless: {
    bias: -3.23676,
    weights: [
      7.49704, // loose
      4.1733, // apart
    ],
  },
}
