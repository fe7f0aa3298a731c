package dev.steadfast.core.statistics;

/** A running sum in two doubles, exact to about 106 bits (Ogita, Rump and Oishi 2005). */
final class CompensatedSum {
  private double high;
  private double low;

  void add(double value) {
    double sum = high + value;
    double part = sum - high;
    low += (high - (sum - part)) + (value - part);
    high = sum;
  }

  void addProduct(double left, double right) {
    double product = left * right;
    add(product);
    low += Math.fma(left, right, -product);
  }

  double high() {
    return high;
  }

  double low() {
    return low;
  }

  double value() {
    return high + low;
  }
}
