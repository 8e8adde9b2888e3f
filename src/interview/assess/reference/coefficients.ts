import type { Coefficients, Model } from './model'

/**
 * Trained by `npm run train:assessor`; do not edit by hand. Ridge regression within questions (penalty 3,
 * 3 rounds) on 9897 different answers of scientsbank-train.jsonl, beetle-train.jsonl, saf-english-train.jsonl. How it agrees with people: README.md.
 */
export const coefficients: { version: number; systems: Model; senseless: Coefficients } = {
  version: 1,
  systems: {
    keyword: {
      bias: 0.211687,
      weights: [
        0.118271, // lexCover
        0.104349, // lexFresh
        0.0915749, // lexReverse
        0.0915336, // lexReverseFresh
        0.170303, // gramCover
        0.0969621, // gramReverse
        0.160275, // gramFresh
        0.151746, // rougeL
        0.139227, // pairsFresh
        0.0110971, // logContent
        0.0093435, // logFresh
        -0.049449, // short
        0.0237875, // long
        0.00016606, // freshShare
        0.0270388, // grammarShare
        -0.0249541, // negation
        0.0103204, // turns
        -0.0541994, // polarity
        -0.00517616, // numbersMissed
        -0.00879348, // numbersOther
        -0.0196413, // labelsMissed
        -0.00704332, // labelsOther
        -0.139748, // yesNo
        0.026923, // yesYes
      ],
    },
    instant: {
      bias: 0.10086,
      weights: [
        0.0303478, // lexCover
        0.0236824, // lexFresh
        0.019648, // lexReverse
        0.023112, // lexReverseFresh
        0.0633603, // gramCover
        0.0252356, // gramReverse
        0.0585549, // gramFresh
        0.0574839, // rougeL
        0.0570309, // pairsFresh
        0.0039612, // logContent
        0.00314335, // logFresh
        -0.0188733, // short
        0.00696713, // long
        0.00201946, // freshShare
        0.0320628, // grammarShare
        -0.0206917, // negation
        0.00473704, // turns
        -0.046413, // polarity
        -0.00153417, // numbersMissed
        -0.00698086, // numbersOther
        -0.0101591, // labelsMissed
        -0.00354949, // labelsOther
        -0.0852683, // yesNo
        0.0168038, // yesYes
        0.0424591, // covered
        0.0355314, // coveredFresh
        0.0273436, // accounted
        0.0325443, // accountedFresh
        0.0283905, // gain
        0.0328336, // near1
        0.0328978, // near2
        0.030903, // near3
        0.0284706, // near4
        0.0254992, // near5
        0.0560346, // signed
        -0.0222106, // stray
        0.0475128, // pooled
        0.00964463, // pooledAsked
        0.0523909, // pooledBeyond
        0.0484172, // pooledFresh
        0.0458679, // pooledContent
        0.0465285, // phrases
        0.0274363, // weakestSentence
        0.0399819, // meanSentence
        0.0387112, // bestSentences
      ],
    },
    embedder: {
      bias: 0.106557,
      weights: [
        0.0276915, // lexCover
        0.0225858, // lexFresh
        0.017305, // lexReverse
        0.0224099, // lexReverseFresh
        0.0594962, // gramCover
        0.0226778, // gramReverse
        0.0560885, // gramFresh
        0.0529497, // rougeL
        0.0545985, // pairsFresh
        0.00372893, // logContent
        0.00301561, // logFresh
        -0.0175572, // short
        0.00626332, // long
        0.00265285, // freshShare
        0.0324786, // grammarShare
        -0.0194975, // negation
        0.00432906, // turns
        -0.0448528, // polarity
        -0.0013966, // numbersMissed
        -0.00665857, // numbersOther
        -0.00922394, // labelsMissed
        -0.00369252, // labelsOther
        -0.0835131, // yesNo
        0.0161757, // yesYes
        0.038821, // covered
        0.0337103, // coveredFresh
        0.024065, // accounted
        0.0311813, // accountedFresh
        0.0267674, // gain
        0.0307679, // near1
        0.0312535, // near2
        0.0296004, // near3
        0.0273531, // near4
        0.0243394, // near5
        0.0536506, // signed
        -0.020668, // stray
        0.04166, // pooled
        0.00838926, // pooledAsked
        0.0470823, // pooledBeyond
        0.0459658, // pooledFresh
        0.0402373, // pooledContent
        0.0432445, // phrases
        0.0256098, // weakestSentence
        0.0374895, // meanSentence
        0.036334, // bestSentences
        0.0292184, // embeddedLift
        0.0598319, // embeddedSentences
      ],
    },
  },
  senseless: { bias: -3.23699, weights: [7.49601, 4.17893] },
}
