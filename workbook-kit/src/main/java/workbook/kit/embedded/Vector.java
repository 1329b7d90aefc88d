package workbook.kit.embedded;

import io.milvus.grpc.FloatArray;

/**
 * A vector with its length, which the cosine needs at every comparison. Sums are kept two side by
 * side: one alone would wait for each addition before the next.
 */
final class Vector {

  private final float[] values;
  private final float length;

  Vector(float[] values) {
    this.values = values;
    this.length = (float) Math.sqrt(dot(this));
  }

  void addTo(FloatArray.Builder floats) {
    for (float value : values) {
      floats.addData(value);
    }
  }

  float cosine(Vector other) {
    float lengths = length * other.length;
    return lengths == 0 ? 0 : dot(other) / lengths;
  }

  float dot(Vector other) {
    float[] a = values;
    float[] b = other.values;
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) {
      even += a[i] * b[i];
      odd += a[i + 1] * b[i + 1];
    }
    return i < a.length ? even + odd + a[i] * b[i] : even + odd;
  }

  float squaredDistance(Vector other) {
    float[] a = values;
    float[] b = other.values;
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) {
      float first = a[i] - b[i];
      float second = a[i + 1] - b[i + 1];
      even += first * first;
      odd += second * second;
    }
    float last = i < a.length ? a[i] - b[i] : 0;
    return even + odd + last * last;
  }
}
