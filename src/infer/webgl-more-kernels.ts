import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FusedDepthwiseConv2D';
import { padV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/PadV2';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
import { type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';

/** The kernels of the detector's graph that our network does not use. */
const kernels: readonly KernelConfig[] = [fusedDepthwiseConv2DConfig, padV2Config, reluConfig];

for (const kernel of kernels) registerKernel(kernel);
