// Pictures as rows of a matrix, one row per output pixel, so that a convolution is one matrix product. Channels come last.
import { all } from './lanes';

export function im2col(x: usize, to: usize, pictures: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels * 4, line = pixel * kernelWidth;
  for (let p = 0; p < pictures; p++) {
    const picture = x + <usize>(p * height * width) * pixel;
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const left = ox * strideX - padLeft;
        for (let ky = 0; ky < kernelHeight; ky++) {
          const y = oy * strideY - padTop + ky;
          if (y < 0 || y >= height) {
            memory.fill(to, 0, line);
          } else if (left >= 0 && left + kernelWidth <= width) {
            copyFloats(to, picture + <usize>(y * width + left) * pixel, line);
          } else {
            for (let kx = 0; kx < kernelWidth; kx++) {
              const inside = left + kx >= 0 && left + kx < width;
              if (inside) copyFloats(to + kx * pixel, picture + <usize>(y * width + left + kx) * pixel, pixel);
              else memory.fill(to + kx * pixel, 0, pixel);
            }
          }
          to += line;
        }
      }
    }
  }
}

// memory.copy is a call into the engine: for a few channels a loop is quicker.
// @ts-ignore: decorator
@inline function copyFloats(to: usize, from: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(to + at, v128.load(from + at));
  for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(from + at));
}

// @ts-ignore: decorator
@inline function addFloats(to: usize, from: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
}

// The transpose of im2col: every row is added back to the pixels it was taken from.
export function col2im(from: usize, dx: usize, pictures: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels * 4, line = pixel * kernelWidth;
  memory.fill(dx, 0, <usize>(pictures * height * width) * pixel);
  for (let p = 0; p < pictures; p++) {
    const picture = dx + <usize>(p * height * width) * pixel;
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const left = ox * strideX - padLeft;
        for (let ky = 0; ky < kernelHeight; ky++, from += line) {
          const y = oy * strideY - padTop + ky;
          if (y < 0 || y >= height) continue;
          const first = max(0, -left), last = min(kernelWidth, width - left);
          if (first < last) addFloats(picture + <usize>(y * width + left + first) * pixel, from + first * pixel, <usize>(last - first) * pixel);
        }
      }
    }
  }
}

// The gradient of a maximum goes to the first pixel of its window that holds it, whatever the sign of that pixel.
// A window of NaN has no such pixel: its gradient is dropped here and the loss shows the NaN.
export function maxPoolGradient(x: usize, dy: usize, dx: usize, pictures: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, windowHeight: i32, windowWidth: i32, strideY: i32, strideX: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels * 4, line = <usize>width * pixel;
  memory.fill(dx, 0, <usize>(pictures * height) * line);
  for (let p = 0; p < pictures; p++) {
    const picture = <usize>(p * height) * line;
    for (let oy = 0; oy < outHeight; oy++) {
      const top = max(0, oy * strideY - padTop), bottom = min(height, oy * strideY - padTop + windowHeight);
      for (let ox = 0; ox < outWidth; ox++, dy += pixel) {
        const left = max(0, ox * strideX - padLeft), right = min(width, ox * strideX - padLeft + windowWidth);
        const corner = picture + <usize>top * line + <usize>left * pixel;
        let c: usize = 0;
        for (; c + 16 <= pixel; c += 16) giveToFour(x + corner + c, dy + c, dx + corner + c, bottom - top, right - left, line, pixel);
        for (; c < pixel; c += 4) giveToOne(x + corner + c, dy + c, dx + corner + c, bottom - top, right - left, line, pixel);
      }
    }
  }
}

// @ts-ignore: decorator
@inline function giveToFour(x: usize, dy: usize, dx: usize, rows: i32, columns: i32, line: usize, pixel: usize): void {
  let highest = all(-Infinity);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) highest = f32x4.max(highest, v128.load(x + <usize>i * line + <usize>j * pixel));
  const gradient = v128.load(dy);
  let open = i32x4.splat(-1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = <usize>i * line + <usize>j * pixel;
      const hit = v128.and(open, f32x4.eq(v128.load(x + at), highest));
      v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(gradient, hit)));
      open = v128.andnot(open, hit);
    }
  }
}

// @ts-ignore: decorator
@inline function giveToOne(x: usize, dy: usize, dx: usize, rows: i32, columns: i32, line: usize, pixel: usize): void {
  let highest: f32 = -Infinity;
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) highest = max<f32>(highest, load<f32>(x + <usize>i * line + <usize>j * pixel));
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = <usize>i * line + <usize>j * pixel;
      if (load<f32>(x + at) != highest) continue;
      store<f32>(dx + at, load<f32>(dx + at) + load<f32>(dy));
      return;
    }
  }
}
