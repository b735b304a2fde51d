/*
 * The limit: the same loops in C, one thread, vectorised over blocks of LANES particles; -DLANES=1 without vectorisation is one
 * particle at a time.
 * Usage: native SURFACE NESTEROV COUNT STEPS RATE; binary floats, x of all particles and then y, come in on standard input; the
 * milliseconds that the steps took (a double), then x and y, go out.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PI 3.14159265358979f
#define BETA 0.9f

#ifndef LANES
#define LANES 64 /* a block stays in the nearest cache; more or fewer were slower */
#endif

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

/* A block of particles goes through all steps; `count` is a multiple of LANES. */
#define LOOPS(NAME, ...)                                                                                      \
  static inline __attribute__((always_inline)) void NAME(float *restrict x, float *restrict y, int count,     \
                                                         int steps, float rate, int nesterov) {               \
    for (int first = 0; first < count; first += LANES) {                                                      \
      float px[LANES], py[LANES], vx[LANES] = {0}, vy[LANES] = {0};                                           \
      for (int i = 0; i < LANES; i++) px[i] = x[first + i], py[i] = y[first + i];                             \
      for (int k = 0; k < steps; k++)                                                                         \
        for (int i = 0; i < LANES; i++) {                                                                     \
          float a = px[i], b = py[i], gx, gy;                                                                 \
          __VA_ARGS__                                                                                         \
          vx[i] = BETA * vx[i] - rate * gx;                                                                   \
          vy[i] = BETA * vy[i] - rate * gy;                                                                   \
          px[i] = a + (nesterov ? BETA * vx[i] - rate * gx : vx[i]);                                          \
          py[i] = b + (nesterov ? BETA * vy[i] - rate * gy : vy[i]);                                          \
        }                                                                                                     \
      for (int i = 0; i < LANES; i++) x[first + i] = px[i], y[first + i] = py[i];                             \
    }                                                                                                         \
  }

LOOPS(ravine, {
  const float c = 0.95105651629515353f, s = 0.30901699437494745f; /* of 18 degrees */
  float u = a * c + b * s;
  float v = 20 * (b * c - a * s);
  gx = u * c - v * s;
  gy = u * s + v * c;
})
LOOPS(rosenbrock, {
  float d = 200 * (b - a * a);
  gx = 2 * (a - 1) - 2 * a * d;
  gy = d;
})
LOOPS(himmelblau, {
  float p = 2 * (a * a + b - 11);
  float q = 2 * (a + b * b - 7);
  gx = 2 * a * p + q;
  gy = p + 2 * b * q;
})
LOOPS(rastrigin, {
  gx = 2 * a + 20 * PI * sinf(2 * PI * a);
  gy = 2 * b + 20 * PI * sinf(2 * PI * b);
})

#define PLAY(NAME)                                              \
  if (!strcmp(surface, #NAME)) {                                \
    if (nesterov) NAME(x, y, padded, steps, rate, 1);           \
    else NAME(x, y, padded, steps, rate, 0);                    \
  }

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  const char *surface = argv[1];
  int nesterov = atoi(argv[2]), count = atoi(argv[3]), steps = atoi(argv[4]);
  float rate = strtof(argv[5], NULL);
  int padded = (count + LANES - 1) / LANES * LANES;
  float *x = calloc(padded, sizeof(float)), *y = calloc(padded, sizeof(float));
  if (fread(x, sizeof(float), count, stdin) != (size_t)count) return 3;
  if (fread(y, sizeof(float), count, stdin) != (size_t)count) return 3;
  double began = now();
  PLAY(ravine) PLAY(rosenbrock) PLAY(himmelblau) PLAY(rastrigin)
  double ms = now() - began;
  fwrite(&ms, sizeof ms, 1, stdout);
  fwrite(x, sizeof(float), count, stdout);
  fwrite(y, sizeof(float), count, stdout);
  return 0;
}
