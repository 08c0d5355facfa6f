// In the place of the 141 MB union package: what tfjs-node takes from it is here, and it must be the very tfjs that Capstan runs on.
module.exports = { ...require('@tensorflow/tfjs-core'), ...require('@tensorflow/tfjs-layers') };
