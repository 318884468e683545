package dev.demarc.access;

import java.util.concurrent.atomic.AtomicInteger;

/** Addresses that no other test signs in from, each in a /64 of its own. */
final class SignInAddresses {

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private SignInAddresses() {}

  static String next() {
    return "2001:db8:" + Integer.toHexString(NEXT.getAndIncrement()) + "::1";
  }
}
