package dev.demarc.casework.participants;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How somebody on a case proved to be at the address that they are written to at. */
public enum AddressProof {
  /** They answered a mail that only this address was sent, or opened the link in it. */
  TOKEN,
  /** A receiving server of ours found that their mail is from the domain of its sender. */
  AUTHENTICATION,
  /** An API key whose word the operator takes named the address. */
  KEY,
  /** A person decided so. */
  PERSON;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
