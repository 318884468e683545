package dev.demarc.console;

/** Made-up reports for whoever wants to see Demarc at work. */
public interface SampleReports {

  boolean loaded();

  void load();

  void remove();
}
