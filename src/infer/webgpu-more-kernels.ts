import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/FusedDepthwiseConv2D';
import { padV2Config } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/PadV2';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu';
import { registerLate } from './register-late.ts';

/** The kernels of the detector's graph that our network does not use. */
registerLate([fusedDepthwiseConv2DConfig, padV2Config, reluConfig]);
