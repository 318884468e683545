package dev.demarc.console.responsibility;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.ServiceClass;
import io.quarkus.qute.TemplateExtension;

/** The names of layers and classes as people read them. */
@TemplateExtension
public final class LayerWords {

  private LayerWords() {}

  /** {@code Service config}. */
  public static String label(Layer layer) {
    return switch (layer) {
      case DATA -> "Data";
      case APPLICATION -> "Application";
      case IAM -> "IAM";
      case SERVICE_CONFIG -> "Service config";
      case NETWORK_CONFIG -> "Network config";
      case RUNTIME -> "Runtime, engine";
      case GUEST_OS -> "Guest OS";
      case PLATFORM -> "Platform";
      case HOST -> "Host";
      case NETWORK -> "Network";
      case HARDWARE -> "Hardware";
      case FACILITIES -> "Facilities";
      case PATCH_MANAGEMENT -> "Patch management";
      case CONFIGURATION_MANAGEMENT -> "Configuration";
      case AWARENESS_TRAINING -> "Awareness, training";
    };
  }

  static String label(ServiceClass serviceClass) {
    return switch (serviceClass) {
      case INFRASTRUCTURE -> "Infrastructure";
      case CONTAINER -> "Containers";
      case MANAGED -> "Managed";
      case SERVERLESS -> "Serverless";
    };
  }
}
