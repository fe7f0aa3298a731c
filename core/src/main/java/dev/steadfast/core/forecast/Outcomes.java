package dev.steadfast.core.forecast;
public final class Outcomes implements WindowOutlook { }
