package dev.steadfast.gateway.access;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/**
 * Derives a public key: the base point times the private number. The JDK can generate pairs but
 * offers no way from the private half to the public one. Runs once, at start; not constant-time.
 */
final class CurvePoint {
  private CurvePoint() {}

  static ECPoint publicPoint(ECPrivateKey key) {
    ECParameterSpec spec = key.getParams();
    BigInteger number = key.getS();
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = number.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum, spec.getCurve());
      if (number.testBit(bit)) {
        sum = add(sum, spec.getGenerator(), spec.getCurve());
      }
    }
    return sum;
  }

  private static ECPoint add(ECPoint a, ECPoint b, EllipticCurve curve) {
    if (a.equals(ECPoint.POINT_INFINITY)) {
      return b;
    }
    if (b.equals(ECPoint.POINT_INFINITY)) {
      return a;
    }
    BigInteger prime = ((ECFieldFp) curve.getField()).getP();
    BigInteger slope;
    if (a.getAffineX().equals(b.getAffineX())) {
      if (!a.getAffineY().equals(b.getAffineY()) || a.getAffineY().signum() == 0) {
        return ECPoint.POINT_INFINITY;
      }
      BigInteger square = a.getAffineX().pow(2);
      slope =
          square
              .multiply(BigInteger.valueOf(3))
              .add(curve.getA())
              .multiply(a.getAffineY().shiftLeft(1).modInverse(prime));
    } else {
      slope =
          b.getAffineY()
              .subtract(a.getAffineY())
              .multiply(b.getAffineX().subtract(a.getAffineX()).modInverse(prime));
    }
    BigInteger x = slope.pow(2).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(prime);
    BigInteger y = slope.multiply(a.getAffineX().subtract(x)).subtract(a.getAffineY()).mod(prime);
    return new ECPoint(x, y);
  }
}
