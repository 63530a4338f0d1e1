/* Newton's method on the penalized likelihood. */
#include "logistic.h"

#include <math.h>
#include <string.h>

#include "cholesky.h"

#define N         DOUBT_FEATURES
#define PENALTY   3.0
#define STEPS     12
#define LARGEST   30.0 /* of a logit: beyond, the probability is 0 or 1 */
#define TINY      1e-9
#define NO_SPREAD 1e-6

struct fit {
	double mean[N], spread[N]; /* of each feature */
	double weights[N];         /* of scaled features */
	double gradient[N];
	double hessian[N][N];
};

static void
scale(struct fit *fit, const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int f = 1; f < N; f++)
			fit->mean[f] += (double)samples[i].features[f] / (double)count;
	for (size_t i = 0; i < count; i++)
		for (int f = 1; f < N; f++) {
			double off = (double)samples[i].features[f] - fit->mean[f];
			fit->spread[f] += off * off / (double)count;
		}
	for (int f = 1; f < N; f++)
		fit->spread[f] = sqrt(fit->spread[f]) + NO_SPREAD;
	fit->spread[0] = 1;
}

static void
add_sample(struct fit *fit, const struct sample *sample)
{
	double x[N], logit = 0;
	for (int f = 0; f < N; f++) {
		x[f] = ((double)sample->features[f] - fit->mean[f]) / fit->spread[f];
		logit += x[f] * fit->weights[f];
	}
	logit = fmin(fmax(logit, -LARGEST), LARGEST);
	double p = 1 / (1 + exp(-logit));
	double slope = sample->weight * (p - sample->is_text);
	double curve = sample->weight * p * (1 - p) + TINY;
	for (int f = 0; f < N; f++) {
		fit->gradient[f] += slope * x[f];
		for (int g = 0; g <= f; g++)
			fit->hessian[f][g] += curve * x[f] * x[g];
	}
}

static void
step(struct fit *fit, const struct sample *samples, size_t count, unsigned without)
{
	memset(fit->gradient, 0, sizeof(fit->gradient));
	memset(fit->hessian, 0, sizeof(fit->hessian));
	for (size_t i = 0; i < count; i++)
		if (samples[i].fold != without)
			add_sample(fit, &samples[i]);
	for (int f = 0; f < N; f++) {
		double penalty = f == 0 ? TINY : PENALTY;
		fit->gradient[f] += penalty * fit->weights[f];
		fit->hessian[f][f] += penalty;
	}
	cholesky_solve(N, fit->hessian, fit->gradient);
	for (int f = 0; f < N; f++)
		fit->weights[f] -= fit->gradient[f];
}

void
logistic_fit(struct arena *arena, const struct sample *samples, size_t count, unsigned without,
	float weights[DOUBT_FEATURES])
{
	struct fit *fit = arena_zalloc(arena, 1, sizeof(*fit));
	scale(fit, samples, count);
	for (int i = 0; i < STEPS; i++)
		step(fit, samples, count, without);
	double bias = fit->weights[0];
	for (int f = 1; f < N; f++) {
		double weight = fit->weights[f] / fit->spread[f];
		bias -= weight * fit->mean[f];
		weights[f] = (float)weight;
	}
	weights[0] = (float)bias;
}
