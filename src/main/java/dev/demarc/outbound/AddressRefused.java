package dev.demarc.outbound;

import java.io.IOException;

/** A host is not connected to because of its address; the message says what the operator can do. */
public final class AddressRefused extends IOException {

  AddressRefused(String message) {
    super(message);
  }
}
