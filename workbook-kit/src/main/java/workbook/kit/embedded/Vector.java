package workbook.kit.embedded;

/** A vector with its length, which the cosine needs at every comparison. */
final class Vector {

  private final float[] values;
  private final float length;

  Vector(float[] values) {
    this.values = values;
    this.length = (float) Math.sqrt(dot(values, values));
  }

  int dimension() {
    return values.length;
  }

  float value(int i) {
    return values[i];
  }

  float dot(Vector other) {
    return dot(values, other.values);
  }

  float cosine(Vector other) {
    float lengths = length * other.length;
    return lengths == 0 ? 0 : dot(values, other.values) / lengths;
  }

  float squaredDistance(Vector other) {
    return squaredDistance(values, other.values);
  }

  /** Four sums side by side: one sum alone would wait for each addition before the next. */
  private static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static float squaredDistance(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) {
      float d0 = a[i] - b[i];
      float d1 = a[i + 1] - b[i + 1];
      s0 += d0 * d0;
      s1 += d1 * d1;
    }
    if (i < a.length) {
      s0 += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return s0 + s1;
  }
}
