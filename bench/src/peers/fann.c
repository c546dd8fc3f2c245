/* FANN, "incremental" (a step a sample) or "batch" (a step an epoch). LAYERS BATCH SAMPLES ROWS RATE FILE VARIANT, as the other programs. */
#include <floatfann.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static float *take(FILE *file, size_t count) {
  float *values = malloc(count * sizeof *values);
  if (!values || fread(values, sizeof *values, count, file) != count) {
    puts("skip the task's file is too short");
    exit(1);
  }
  return values;
}

int main(int argc, char **argv) {
  if (argc < 8) return 2;
  unsigned sizes[16], depth = 0;
  for (char *size = strtok(argv[1], ","); size && depth < 16; size = strtok(NULL, ",")) sizes[depth++] = atoi(size);
  unsigned samples = atoi(argv[3]), rows = atoi(argv[4]), inputs = sizes[0], outputs = sizes[depth - 1];
  int incremental = strcmp(argv[7], "incremental") == 0;
  FILE *file = fopen(argv[6], "rb");
  if (!file) return 2;
  float *x = take(file, (size_t)rows * inputs), *t = take(file, (size_t)rows * outputs);

  struct fann *net = fann_create_standard_array(depth, sizes);
  fann_set_activation_function_hidden(net, FANN_SIGMOID);
  fann_set_activation_function_output(net, FANN_SIGMOID);
  /* its logistic function has twice the steepness in the exponent; its error is tanh's unless it is told */
  fann_set_activation_steepness_hidden(net, 0.5f);
  fann_set_activation_steepness_output(net, 0.5f);
  fann_set_train_error_function(net, FANN_ERRORFUNC_LINEAR);
  fann_set_training_algorithm(net, incremental ? FANN_TRAIN_INCREMENTAL : FANN_TRAIN_BATCH);
  fann_set_learning_momentum(net, 0);
  fann_set_learning_rate(net, atof(argv[5]));
  /* unit by unit: the weights from the layer below, then the bias */
  float *to = net->weights;
  for (unsigned l = 1; l < depth; l++) {
    unsigned I = sizes[l - 1], J = sizes[l];
    float *w = take(file, (size_t)I * J), *b = take(file, J);
    for (unsigned j = 0; j < J; j++) {
      for (unsigned i = 0; i < I; i++) *to++ = w[(size_t)i * J + j];
      *to++ = b[j];
    }
    free(w);
    free(b);
  }

  struct fann_train_data *data = fann_create_train(samples, inputs, outputs);
  for (unsigned r = 0; r < samples; r++) {
    memcpy(data->input[r], x + (size_t)r * inputs, inputs * sizeof *x);
    memcpy(data->output[r], t + (size_t)r * outputs, outputs * sizeof *t);
  }

  printf("ready FANN (libfann, float), %s\n", incremental ? "batch 1" : "full batch");
  fflush(stdout);
  char line[128];
  while (fgets(line, sizeof line, stdin)) {
    unsigned from, count;
    if (sscanf(line, "train %u", &count) == 1) {
      double began = seconds();
      clock_t used = clock();
      for (unsigned epoch = 0; epoch < count; epoch++) fann_train_epoch(net, data);
      double processor = (double)(clock() - used) / CLOCKS_PER_SEC;
      printf("done %.0f %.9f %.9f\n", (double)samples * count, seconds() - began, processor);
    } else if (sscanf(line, "outputs %u %u", &from, &count) == 2) {
      printf("outputs");
      for (unsigned r = from; r < from + count && r < rows; r++) {
        float *a = fann_run(net, x + (size_t)r * inputs);
        for (unsigned k = 0; k < outputs; k++) printf(" %.9g", a[k]);
      }
      printf("\n");
    }
    fflush(stdout);
  }
  return 0;
}
