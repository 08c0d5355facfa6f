// Depthwise convolution: each channel of a picture has filters of its own. x is pictures × height × width × channels, the filter
// kernelHeight × kernelWidth × channels × multiplier, y pictures × outHeight × outWidth × (channels × multiplier). Both gradients walk
// the same pairs of pixels as the way forward; only what is added to what differs.
import { multiplyAdd } from './lanes';

const TO_Y: i32 = 0;
const TO_X: i32 = 1;
const TO_FILTER: i32 = 2;

// One pixel of x with one place of the filter and one pixel of y, all channels of them.
// @ts-ignore: decorator
@inline function meet(role: i32, x: usize, filter: usize, y: usize, channels: usize, multiplier: usize): void {
  let c: usize = 0;
  if (multiplier == 1) {
    for (; c + 4 <= channels; c += 4) {
      const at = c * 4, a = v128.load(x + at), f = v128.load(filter + at), b = v128.load(y + at);
      if (role == TO_Y) v128.store(y + at, multiplyAdd(a, f, b));
      else if (role == TO_X) v128.store(x + at, multiplyAdd(b, f, a));
      else v128.store(filter + at, multiplyAdd(a, b, f));
    }
  }
  for (; c < channels; c++) {
    for (let m: usize = 0; m < multiplier; m++) {
      const many = (c * multiplier + m) * 4, a = load<f32>(x + c * 4), f = load<f32>(filter + many), b = load<f32>(y + many);
      if (role == TO_Y) store<f32>(y + many, b + a * f);
      else if (role == TO_X) store<f32>(x + c * 4, a + b * f);
      else store<f32>(filter + many, f + a * b);
    }
  }
}

// @ts-ignore: decorator
@inline function walk(role: i32, x: usize, filter: usize, y: usize, multiplier: i32, pictures: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels * 4, many = pixel * multiplier;
  for (let p = 0; p < pictures; p++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++, y += many) {
        for (let ky = 0; ky < kernelHeight; ky++) {
          const line = oy * strideY - padTop + ky;
          if (line < 0 || line >= height) continue;
          for (let kx = 0; kx < kernelWidth; kx++) {
            const column = ox * strideX - padLeft + kx;
            if (column < 0 || column >= width) continue;
            meet(role, x + <usize>((p * height + line) * width + column) * pixel, filter + <usize>(ky * kernelWidth + kx) * many, y, channels, multiplier);
          }
        }
      }
    }
  }
}

export function depthwise(x: usize, filter: usize, y: usize, multiplier: i32, pictures: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32, padTop: i32, padLeft: i32): void {
  memory.fill(y, 0, <usize>(pictures * outHeight * outWidth * channels * multiplier) * 4);
  walk(TO_Y, x, filter, y, multiplier, pictures, height, width, channels, outHeight, outWidth, kernelHeight, kernelWidth, strideY, strideX, padTop, padLeft);
}

export function depthwiseInputGradient(dx: usize, filter: usize, dy: usize, multiplier: i32, pictures: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32, padTop: i32, padLeft: i32): void {
  memory.fill(dx, 0, <usize>(pictures * height * width * channels) * 4);
  walk(TO_X, dx, filter, dy, multiplier, pictures, height, width, channels, outHeight, outWidth, kernelHeight, kernelWidth, strideY, strideX, padTop, padLeft);
}

export function depthwiseFilterGradient(x: usize, dFilter: usize, dy: usize, multiplier: i32, pictures: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32, padTop: i32, padLeft: i32): void {
  memory.fill(dFilter, 0, <usize>(kernelHeight * kernelWidth * channels * multiplier) * 4);
  walk(TO_FILTER, x, dFilter, dy, multiplier, pictures, height, width, channels, outHeight, outWidth, kernelHeight, kernelWidth, strideY, strideX, padTop, padLeft);
}
