// What nearly every figure is written with: a paper's file imports Experiments alone.
@_exported import Charts
@_exported import DataFiles
@_exported import Datasets
@_exported import Files
@_exported import InformationTheory
@_exported import Judging
@_exported import Networks
@_exported import NumericCore
@_exported import Probing
@_exported import Results
@_exported import SampleStatistics
