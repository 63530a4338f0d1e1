/*
 * cholesky.h - linear equations with a symmetric positive matrix: a step of Newton's method.
 */
#ifndef NEWSWIRED_TESTS_BENCH_CHOLESKY_H
#define NEWSWIRED_TESTS_BENCH_CHOLESKY_H

/* Solves a * x = b; b becomes x. a: its lower half alone is read, and overwritten. */
void cholesky_solve(int n, double a[n][n], double b[n]);

#endif
